"""Given names that are frequent among pupils in Poland and among those who come: their stems.

A stem is what all cases of a name share: “olen” of Олена, Олени, Олену. Words that are ordinary
nouns as well are left out.
"""

from typing import Final

_LATIN: Final = """
adam adrian agata agnieszk aleksand aleksandr alicj amelia amelii amit anastas andrij andrzej
aniel anny annę antoni aram arman ayse bartos bartłomi bogdan bohdan czesław damian daniel danył
darij davit denys diana dmytr dominik dorot edyt elżbiet emili ewel fatim filip francisz gabriel
giorgi grzegorz halyn hann henryk ibrahim iren irin iryn iwan iwon jacek jadwig jakub janusz
jarosław joann julia julii jurij kacp kamil karolin katarzyn kateryn krystyn krzyszto kseni lilian
liliia ludmił ludmyl lukasz maciej magdalen maksym malwin marcel marci mari marek mart martyn
mateusz matwij mehmet mich michał mikołaj milan mohamm mykol mykoł mykyt natal nazar nguyen nikit
nikod nikol oksan oleksandr oleksij olen olg olh oliwi oskar ołeh ołeks ołen patryk paulin paweł
pawł piotr polin priya rafał rahul renat robert rostysław sebastian serhij sofi sofij solomij
stanisław stefan swietłan switłan szymon tadeusz tamar tamara taras tatian tetian tomasz tymofij
tymoteusz urszul victoria viktor viktori vladysl volodymyr wanes weronik wiktor wiktori wioletta
witali wojciech wołodymyr władysław yaroslav yevhen yuli yuri zachar zeynep zofi zuzann łukasz
"""
_CYRILLIC: Final = """
адам алекс александр алексе алин алис аліс амін анастас анатол ангелін андре андрі антон арин
арсен арсені артем артём богдан борис вʼячеслав вадим вален валенти валері варвар васил верони
вероні виктор владимир владислав володимир вячеслав віктор віолет ганн георг григор давид данил
дар дарʼ дарі денис диан дмитр діан евген егор екатерин елен елизавет жан захар иван игорь ирин
карин катерин кирил кристин ксен любов людмил лілі максим мар'ян маргари мари марин марк марі
матве матві микит микол мирон мирослав михаил михай надія назар натал никит ніколь ніна оксан
олекс олександр олексі олен оли оль ольг орест остап павл петр полин поліна рената ростислав
руслан сабіна светлан святослав світлан семен серге сергі соломі софь софі степан тамар тарас
татьян тетян тимоф тимур ули ульян федір фёдор юли юлі юри юрі яна яросл євген єгор єлизавет іван
ілл ірин
"""
# Too short to be a stem: they count only as they stand here.
_WHOLE: Final = """
ann anna anny annę annie anno ewa ewy ewie ewę jan jana janowi janem ola oli olę iga igi maja mai
maję lena leny lenę zoja zoi emma emmy oleg olega oleh oleha igor igora ihor ihora roman romana
marek marka adam adama анна анни анны анну анні анне яна яни яны яну ян ева еви єва ніна нина олег
олега ігор ігоря игорь игоря роман романа мар'я марʼя лев льва ілля іллі илья ильи
"""

STEMS: Final = frozenset((*_LATIN.split(), *_CYRILLIC.split()))
WHOLE: Final = frozenset(_WHOLE.split())
