// Decap starts by itself unless it is told to wait for our configuration.
window.CMS_MANUAL_INIT = true;
