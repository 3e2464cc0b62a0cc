// Two people's changes of one source put together: what both began with, what each made of it.
window.claimManualMerge = (() => {
  "use strict";
  const { isMapping, isSame } = window.claimManualFiles;
  const isListOfNamed = (value) => Array.isArray(value) && value.every((one) => isMapping(one) && one.id !== undefined);

  /* The value with both changes, and where both changed the same: there it has theirs until somebody
     chooses. `conflicts` have the way of keys, both values, and `take(value)`. */
  function merge(base, mine, theirs) {
    const conflicts = [], whole = { value: undefined };
    join(base, mine, theirs, [], (value) => { whole.value = value; }, conflicts);
    return { value: whole.value, conflicts };
  }

  function join(base, mine, theirs, keys, set, conflicts) {
    if (isSame(mine, base) || isSame(mine, theirs)) return set(theirs);
    if (isSame(theirs, base)) return set(mine);
    if ([base, mine, theirs].every(isMapping)) return set(mappings(base, mine, theirs, keys, conflicts));
    const lists = [base ?? [], mine, theirs];
    if (lists.every(isListOfNamed)) return set(named(...lists, keys, conflicts, set));
    conflicts.push({ keys, mine, theirs, take: set });
    return set(theirs);
  }

  function mappings(base, mine, theirs, keys, conflicts) {
    const made = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      if (key === "_raw") continue;
      const set = (value) => (value === undefined ? delete made[key] : (made[key] = value));
      join(base[key], mine[key], theirs[key], [...keys, key], set, conflicts);
    }
    return made;
  }

  /* Entries by their ids, in the order of whoever changed it; what is new stands after what it followed. */
  function named(base, mine, theirs, keys, conflicts, set) {
    const ids = (list) => list.map((one) => one.id), has = (list, id) => list.some((one) => one.id === id);
    const of = (list, id) => list.find((one) => one.id === id);
    const shared = (list) => ids(list).filter((id) => has(mine, id) && has(theirs, id)).join("\n");
    const isMoved = shared(mine) !== shared(base) && shared(theirs) === shared(base);
    const order = ids(isMoved ? mine : theirs), other = ids(isMoved ? theirs : mine);
    other.forEach((id, n) => {
      if (!order.includes(id)) order.splice(n ? order.indexOf(other[n - 1]) + 1 : 0, 0, id);
    });
    const entries = new Map();
    const list = () => order.filter((id) => entries.get(id) !== undefined).map((id) => entries.get(id));
    for (const id of order)
      join(of(base, id), of(mine, id), of(theirs, id), [...keys, id], (value) => { entries.set(id, value); set(list()); }, conflicts);
    return list();
  }

  return merge;
})();
