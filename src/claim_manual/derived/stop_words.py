"""Words that say nothing of what somebody looks for: articles, pronouns, “where”, “I need”.

By language, without accents, as people type; a language that is not here has none.
"""

from __future__ import annotations

_PORTUGUESE = """
a agora ai ainda ali alguem algum alguma algumas alguns ante antes ao aos apos aquela aquelas aquele
aqueles aqui aquilo as assim ate bem ca cada com como consigo contigo da dai dar das de dela delas
dele deles depois desde dessa desse desta deste deu devem deve dever do dos dum duma durante e ela
elas ele eles em entao entre era eram essa essas esse esses esta estao estar estas estava estavam
este esteja estes esteve estive estou eu fazer faz fez fica ficam ficar fico foi for foram fosse fui ha
haver havia isso isto ja la lhe lhes logo mais mas me mesma mesmo meu meus mim minha minhas muita
muitas muito muitos na nas nao nem nenhum nenhuma no nos nossa nossas nosso nossos num numa o onde os
ou outra outras outro outros para pela pelas pelo pelos per pode podem poder pois por porem porque
posso pouca pouco pra precisa precisam precisar preciso qual quais qualquer quando quanta quantas
quanto quantos que quem quer querem quero sao se seja sejam sem sempre sendo ser sera serao seu seus
si sido sim so sob sobre somos sou sua suas tal talvez tambem tanto tao te tem temos tendo tenha
tenham tenho ter teu teus teve ti tinha tinham toda todas todo todos tu tua tuas tudo um uma umas uns
va vai vao vem vez voce voces vos vou
"""
_ENGLISH = """
a about after again all also am an and any anybody anyone are aren as at be because been before being
between both but by can cannot could couldn did didn do does doesn doing don done each either else
even every few for from get gets getting give go goes going got had hadn has hasn have haven having
he her here hers herself him himself his how i if in into is isn it its itself just know let like ll
many may me might mine more most much must my myself need needs no nor not now of off on once one only
or other our ours out over own per please re same shall she should shouldn since so some somebody
someone such than that the their theirs them themselves then there these they this those through to
too under until up upon us very want wants was wasn we were weren what when where whether which while
who whom whose why will with within without won would wouldn yes yet you your yours yourself
"""
_SPANISH = """
a ahi ahora al algo alguien algun alguna algunas algunos alli ante antes aquel aquella aquellas
aquellos aqui asi aun aunque bien cada como con contra cual cuales cuando cuanta cuanto de debe deber
deben del desde despues donde dos durante e el ella ellas ellos en entonces entre era eran es esa esas
ese eso esos esta estaba estan estar estas este esto estos estoy fue fueron ha haber hace hacer han
hasta hay he la las le les lo los mas me mi mia mientras mio mis misma mismo mucha mucho muchos muy
nada ni ningun ninguna no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por
porque puede pueden puedo pues que quien quienes quiere quiero se sea segun ser si sido siempre sin
sino sobre son soy su sus tal tambien tampoco tan tanto te tener tengo ti tiene tienen toda todas todo
todos tras tu tus un una unas uno unos usted ustedes va vamos van voy y ya yo necesito necesita
"""
_FRENCH = """
a afin ai aie ainsi alors apres as assez au aucun aucune aucuns aujourd auquel aura aurait aussi autre autres aux
avaient avais avait avant avec avez avoir avons beaucoup besoin bien c ca car ce ceci cela celle celles
celui ces cet cette ceux chaque chez ci comme comment contre d dans de depuis des deux devoir doit
doivent dois donc du durant elle elles en encore entre es est et etaient etais etait etant ete etes etre
eu eux fait faire faites faut font fut hors hui il ils j je jusqu jusque juste l la le les lequel leur leurs lors
lui m ma mais me meme memes mes mien moi moins mon n ne ni non nos notre nous on ont ou par parce
pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pouvez pouvoir presque puis
qu quand quant que quel quelle quelles quelqu quelque quelques quels qui quoi rien s sa sans sauf se
selon sera seront ses seulement si sien sinon soi soit sommes son sont sous souvent suis sur t ta tant te
tel telle tels tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vers veut veux
voici voila vont vos votre voudrais vous vu y
"""
_STOP_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "pt": _PORTUGUESE,
        "en": _ENGLISH,
        "es": _SPANISH,
        "fr": _FRENCH,
    }.items()
}


def stop_words(tag: str) -> frozenset[str]:
    """Those of a language, by its tag."""
    return _STOP_WORDS.get(tag.partition("-")[0].lower(), frozenset())
