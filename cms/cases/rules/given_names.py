"""Given names that are frequent among pupils in Poland and among those who come: their stems.

A stem is what all cases of a name share: “olen” of Олена, Олени, Олену. Words that are ordinary
nouns as well are left out.
"""

from typing import Final

_LATIN: Final = """
adam adrian agata agnieszk ahmed aibek aleksand aleksandr alexand alicj alin amelia amelii amit
anastas andri andrij andrzej anet aniel anny annę antoni aram arman artem artur ayse aziz barbar
bartos bartłomi bogdan bohdan borys carlos cezar czesław damian daniel danut danyl danył darij
daryn davit dawid denys diana dmitr dmytr dominik dorot edyt elżbiet emili ewel fatim filip
francisz gabriel giorgi grzegorz halyn hann helen henryk hubert ibrahim ignac illi iren irin iryn
ivan iwan iwon jacek jadwig jakub janusz jarosław joann jose julia julii jurij kacp kamil karol
karolin katarzyn kateryn khrystyn konrad krystyn krzyszto ksawer kseni kyryl leon lilian liliia
liudmyl ludmił ludmyl ludwik lukasz maciej magdalen maksym maksymilian malwin marcel marci marek
mari mart martyn mateusz matvi matwij małgorzat mehmet mich michalin michał mikołaj milan miłosz
mohamm mykhail mykol mykoł mykyt nadi natal nazar nguyen nikit nikod nikol oksan olaf oleksandr
oleksi oleksij olen olg olh oliwi oskar ołeh ołeks ołen patryk paulin paweł pawł piotr polin priya
rafał rahul renat robert rostysław sebastian serge sergi serhij sofi sofij solomi solomij
stanisław stefan svitlan swietłan switłan sylwi szymon tadeusz tamar tamara taras tatian teres
tetian tomasz tymofi tymofij tymon tymoteusz urszul veronik victoria viktor viktori vladimir
vladysl volodymyr wanes weronik wiktor wiktori wioletta witali wojciech wołodymyr władysław
yaroslav yehor yevhen yuli yuri zachar zeynep zlat zofi zuzann łukasz
"""
_CYRILLIC: Final = """
адам алекс александр алексе алин алис алін аліс амін анастас анатол ангелін андре андрі антон арин
арсен арсені артем артём богдан борис вʼячеслав вадим вален валенти валері варвар васил верони
вероні виктор владимир владислав володимир вячеслав віктор віолет ганн георг глеб гліб григор
давид даниил данил дар дарʼ дарі денис диан дмитр діан евген егор екатерин елен елизавет жан захар
злат иван игорь ирин карин катерин кирил кристин ксен любов людмил лілі максим мар'ян маргари мари
марин марк марі матве матві микит микол мирон мирослав михаил михай мілан надія назар натал никит
ніколь ніна оксан олекс олександр олексі олен оли оль ольг орест остап павл петр полин поліна
рената ростислав руслан сабіна светлан святослав світлан семен серге сергі соломі софь софі степан
тамар тарас татьян тетян тимоф тимур ули ульян федір фёдор христин юли юлі юри юрі яна яросл євген
єгор єлизавет іван ілл ірин
"""
# Too short to be a stem: they count only as they stand here.
_WHOLE: Final = """
ann anna anny annę annie anno ewa ewy ewie ewę jan jana janowi janem ola oli olę iga igi maja mai
maję lena leny lenę zoja zoi emma emmy oleg olega oleh oleha igor igora ihor ihora roman romana
marek marka adam adama анна анни анны анну анні анне яна яни яны яну ян ева еви єва ніна нина олег
олега ігор ігоря игорь игоря роман романа мар'я марʼя лев льва ілля іллі илья ильи laura laury
laurę laurze beata beaty beatę beacie kinga kingi kingę kindze bruno marko nino
yana кира киры кире киру кіра кіри кіру
"""

STEMS: Final = frozenset((*_LATIN.split(), *_CYRILLIC.split()))
WHOLE: Final = frozenset(_WHOLE.split())
