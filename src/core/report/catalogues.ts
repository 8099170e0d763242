/**
 * What bash says about a command that it cannot start, and the errors of libc behind it, in the languages of their
 * catalogues (po/ of bash 5.2 and glibc 2.36), lower case, with half-width punctuation.
 */

export const NOT_FOUND = [
  'command not found',
  '未找到命令',
  '找不到命令',
  '指令找不到',
  'kommando nicht gefunden',
  'befehl nicht gefunden',
  'コマンドが見つかりません',
  'commande introuvable',
  'commande non trouvée',
  'orden no encontrada',
  'no se encontró la orden',
  'команда не найдена',
  'comando não encontrado',
  'comando non trovato',
  '명령어를 찾을 수 없음',
  '명령을 찾을 수 없습니다',
  'nie znaleziono polecenia',
  'is not recognized as an internal or external command',
  'is not recognized as the name of a cmdlet',
  'is not recognized as a name of a cmdlet',
  '不是内部或外部命令',
  '無法辨識',
  'ist entweder falsch geschrieben oder konnte nicht gefunden werden',
  "n'est pas reconnu en tant que commande interne",
  'no se reconoce como un comando interno o externo',
  'は、内部コマンドまたは外部コマンド',
  'не является внутренней или внешней',
] as const;

export const DENIED = [
  'permission denied',
  '权限不够',
  '权限不足',
  '拒絕不符權限的操作',
  'keine berechtigung',
  '許可がありません',
  'permission non accordée',
  'permiso denegado',
  'отказано в доступе',
  'permissão negada',
  'permesso negato',
  '허가 거부',
  'brak dostępu',
] as const;

export const NO_SUCH_FILE = [
  'no such file or directory',
  '没有那个文件或目录',
  '沒有此一檔案或目錄',
  'datei oder verzeichnis nicht gefunden',
  'そのようなファイルやディレクトリはありません',
  'aucun fichier ou dossier de ce type',
  'no existe el fichero o el directorio',
  'no existe el archivo o el directorio',
  'нет такого файла или каталога',
  'arquivo ou diretório inexistente',
  'file o directory non esistente',
  '그런 파일이나 디렉터리가 없습니다',
  'nie ma takiego pliku ani katalogu',
] as const;

export const BAD_INTERPRETER = [
  'bad interpreter',
  '错误的解释器',
  '解释器错误',
  '坏的解释器',
  '不當的直譯器',
  'defekter interpreter',
  '誤ったインタプリタ',
  'mauvais interpréteur',
  'intérprete erróneo',
  'неверный интерпретатор',
  'interpretador incorreto',
  'interprete errato',
  '잘못된 인터프리터',
  'zły interpreter',
] as const;

export const WRONG_FORMAT = [
  'exec format error',
  'cannot execute binary file',
  '可执行文件格式错误',
  '无法执行二进制文件',
  '可執行檔格式錯誤',
  '無法執行二進位檔案',
  'fehler im format der programmdatei',
  'kann die binärdatei nicht ausführen',
  '実行形式エラー',
  'バイナリファイルを実行できません',
  'erreur de format pour exec()',
  "impossible d'exécuter le fichier binaire",
  'formato de ejecutable incorrecto',
  'no se puede ejecutar fichero binario',
  'ошибка формата выполняемого файла',
  'не удаётся запустить бинарный файл',
  'erro no formato exec',
  'impossível executar o arquivo binário',
  'formato eseguibile non valido',
  'impossibile eseguire il file binario',
  'exec 형식 오류',
  '이진 파일을 실행할 수 없음',
  'błędny format pliku wykonywalnego',
  'nie można uruchomić pliku binarnego',
] as const;

export const NO_LIBRARY = [
  'error while loading shared libraries',
  '载入共享库时出错',
  '載入共用函式庫時發生錯誤',
  'fehler beim laden der shared libraries',
  '共有ライブラリのロード中にエラーが発生しました',
  'erreur lors du chargement des librairies partagées',
  'error al cargar las bibliotecas compartidas',
  'ошибка при загрузке разделяемых библиотек',
  'erro ao carregar bibliotecas compartilhadas',
  'errore durante il caricamento delle librerie condivise',
  '동적 라이브러리를 읽어들이는데 오류가 발생했습니다',
  'błąd podczas wczytywania bibliotek dzielonych',
] as const;

/** Alternatives of a pattern out of literal texts. */
export const anyOf = (texts: readonly string[]): string =>
  texts.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
