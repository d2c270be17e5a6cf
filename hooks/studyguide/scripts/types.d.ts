/* The shapes that the scripts share: what a page holds, what is kept, and who does what. Only the
   type check reads this file; nothing of it is shipped. */

type Kind = "choice" | "multiple" | "true-false" | "match" | "order" | "blank" | "short" | "essay";
/** Places chosen, places or nothing, texts typed, one text, or no answer; see marking.js. */
type Answer = string | (number | string | null)[] | null;
type Result = "right" | "partly" | "wrong" | "none" | "open";
/** How each piece is; `near` tells of typed pieces that are wrong by one letter, if any is. */
interface Found { result: Result; each: boolean[]; near?: boolean[] }
interface Outcome { result: Result | "begun"; seen: boolean }

/** How the places of an answer are counted anew: what its entries name, for a match the place of each
    entry, and what of the right column it names. */
interface Order { of: number[]; at: number[]; to: number[] }
/** From the shown order to that of the author's list, and back. */
interface Orders { written: Order; shown: Order }
type Mover = (answer: any[], order: Order) => any[];

/** How answers of a kind are marked; `each` is missing where a program cannot mark. */
interface Marker {
  /** Missing where an answer names no places. */
  moved?: Mover;
  isEmpty(answer: any): boolean;
  each?(key: any, answer: any, strict: string[], letters: string, articles: string[]): boolean[];
  near?(key: any, answer: any, strict: string[], letters: string, articles: string[]): boolean[];
  /** Whether all of `each` is enough: options need every key too. */
  partly?(key: any, answer: any, choices: number): { whole: boolean; guessed: boolean };
}

/** What is kept of a question: version, answer, whether checked, how often, whether the key was shown. */
interface Kept { v: string; a: Answer; c: number; n: number; k: number }
/** What is kept of a quiz: its way, the answers of a test, when it was handed in, which questions alone
    are asked in practice and in a test (all if empty), the page it stands on, how many questions are
    answered of how many, and how many were right in the last test of how many. */
interface KeptQuiz {
  m: "practice" | "test"; t: Record<string, { v: string; a: Answer }>; d: number; o: string[];
  x: string[]; u?: string; n?: [number, number]; r?: [number, number];
}
interface KeptCard { b: number; t: number }
/** Where the answers of a test are, apart from those of practice. */
interface Apart { read(): Partial<Kept> | undefined; write(record: Kept): void }

/** What a control needs of its question. */
interface Asked {
  box: HTMLElement; field: HTMLFieldSetElement; kind: Kind; key: any; check: HTMLButtonElement;
  changed(answer: Answer): void;
  checkNow(): void;
}

/** What readers answer with; the answers given to it have passed `suits`. */
interface Control {
  /** The question in words, where it is not the text of its stem. */
  stem?: string;
  /** Whether an entry is an option chosen, with a reason of its own in the key. */
  options?: boolean;
  /** What to say where there is no answer yet. */
  wanting?: string;
  /** Where a tick or a cross goes, in the shown order. */
  readonly rows: HTMLElement[];
  set(answer: any): void;
  first(): HTMLElement;
  lock?(locked: boolean): void;
  /** Whether an answer can be one to this question; a file that was loaded may hold anything. */
  suits(answer: any): boolean;
  /** Which row an entry of the answer belongs to. */
  place(answer: any, at: number): number;
  /** An entry of the answer in words. */
  piece(answer: any, at: number): string;
  /** The whole answer in words, for handing in. */
  lines(answer: any): string[];
}

interface Question extends Ours, Asked {
  item: string; level: string; stem: string; saved: string; mode: Mode; ungraded: boolean;
  record: Kept; control: Control;
  /** The question as it came, before anything was made of it. */
  printed: HTMLElement;
  verdictWords(result: Result): string;
  setMode(mode: Mode, apart?: Apart | null): void;
  outcome(): Outcome;
  forget(): void;
  answerLines(): string[];
}
type Mode = "practice" | "test" | "review";
interface Row extends Outcome { question: Question; at: number }
interface Quiz extends Ours {
  heading: string; deeper: "h3" | "h4" | "h5" | "h6";
  questions: Question[];
  /** Those asked now: all, or the ones that a link or the reader has chosen. */
  asked: Question[];
  record: KeptQuiz;
  readonly testing: boolean;
  outcomes(): Row[]; missed(all: Row[]): Row[];
}

/** What the answers of a quiz come to. */
interface Scores {
  known(row: Row): boolean;
  missed(quiz: Quiz, rows: Row[]): Row[];
  levels(quiz: Quiz, rows: Row[]): [level: string, right: number, of: number][];
  counts(quiz: Quiz, rows: Row[]): { n: number; of: number; partly: number };
  total(quiz: Quiz, rows: Row[]): string;
  result(quiz: Quiz, row: Row): string;
}
/** What the text of results holds that a teacher's table is made from. */
interface Result1 {
  quiz: string; name: string; date: string; test: boolean; right: number; of: number; marks: string;
}
interface Codes { written(result: Result1): string; read(text: string): { found: Result1[]; broken: number } }

interface Store {
  read(name: string): any;
  write(name: string, record: object | null, origin?: () => void): void;
  names(start: string): string[];
  clear(start: string): void;
  watch(name: string, hear: () => void): void;
  readonly lasts: boolean;
}

/** An element of the guide: its data attributes are there where these scripts ask for them. */
interface Ours extends HTMLElement { readonly dataset: DOMStringMap & Record<string, string> }

interface Page {
  THEME: {
    header: string; content: string; menu: string; pages: string; openers: string; backs: string; drawer: string;
    article: string; scrolls: string;
    config(): { base: string };
  };
  /** What our own elements extend. */
  Ours: new () => Ours;
  el<T extends keyof HTMLElementTagNameMap>(
    tag: T, settings?: Record<string, unknown>, ...children: (Node | string | null)[]
  ): HTMLElementTagNameMap[T];
  button(words: string, onclick: () => void, main?: boolean): HTMLButtonElement;
  one<T extends HTMLElement = Ours>(root: ParentNode, selector: string): T;
  all<T extends HTMLElement = Ours>(root: ParentNode, selector: string): T[];
  local(): Date;
  uid(): string;
  words(node: Element): string;
  entry(node: Element, lettered?: boolean): string;
  say(text: string): void;
  /** Copy a text; the button says so for a while, or else the text is selected in its element. */
  copy(text: string, button: HTMLButtonElement, shown: HTMLElement): Promise<void>;
  ask(title: string, text: string, choices: Record<string, string>, main: string): Promise<string>;
}

interface Marking {
  mark(
    kind: Kind, key: any, answer: Answer, strict?: string[], choices?: number, letters?: string,
    articles?: string[],
  ): Found;
  isEmpty(kind: Kind, answer: Answer): boolean;
  isOpen(kind: Kind): boolean;
  bare(text: string, strict: string[], letters?: string, articles?: string[]): string;
  orders(places: [shown: number[], partners: number[]]): Orders;
  /** An answer with its places counted in another order. */
  moved(kind: Kind, answer: Answer, order: Order): Answer;
}

interface Study {
  card(guide: string, id: string): { box: number; due: number } | null;
  learn(guide: string, id: string, knew: boolean, begins?: boolean): void;
  due(guide: string): string[];
  missed(guide: string): string[];
  learnedOn(guide: string, day: number): number;
  today(): number;
  dayOf(time: number): number;
  isRead(guide: string, unit: string): boolean;
  unitAt(address: string): string;
  ways(guide: string, what: string): Record<string, string>;
  choose(guide: string, what: string, changes: Record<string, string>): void;
  trace(kept?: Pick<KeptQuiz, "n" | "r">): string;
}

/** A card, or a question of a quiz, to be asked in a round. */
interface Item {
  id: string; name: string; front?: Ours; back?: Ours; link?: HTMLAnchorElement; quiz?: string; of?: string;
}
interface Rounds {
  Round: new (
    guide: string, ids: string[], place: HTMLElement, done: (said: string) => void, how?: { learns?: boolean },
  ) => object;
  known(): Map<string, Item>;
  gathered(items: Item[]): Item[][];
  askLink(guide: string, items: Item[], words: string): HTMLAnchorElement;
}

type Values = Record<string, string | number>;
/** The forms of a text that counts, by the categories of CLDR. */
type Forms = Record<string, string> & { other: string };
/** The program's words in the guide's language. */
interface Spoken {
  gettext(text: string, values?: Values): string;
  pgettext(context: string, text: string, values?: Values): string;
  ngettext(one: string, many: string, n: number, values?: Values): string;
}

/** An entry of the search index, as the build writes it. */
interface Entry {
  location: string; title: string; text: string;
  /** What it is, in a word; how much it counts; search words that stand nowhere. */
  kind?: string; boost?: number; words?: string[];
  /** It tells how the work ends. */
  late?: boolean;
  /** The page is the list of a kind of thing. */
  lists?: boolean;
}
interface Word { at: number; weight: number }
interface Read extends Entry { plain: string; whole: string }
interface Index { entries: Read[]; words: Map<string, Word[]>; language: string }
interface Hit { entry: Read; score: number; words: string[] }
interface Search {
  index(entries: Entry[], language: string): Index;
  find(index: Index, query: string): Hit[];
  fold(text: string): string;
  tokens(text: string, language: string): string[];
}

interface StudyGuide {
  search: Search;
  words: Spoken;
  store: Store;
  page: Page;
  marking: Marking;
  controls: Record<Kind, (question: Asked) => Control>;
  study: Study;
  rounds: Rounds;
  scores: Scores;
  codes: Codes;
  /** Panels of a quiz, each opened by a button of its end. */
  Results: new (quiz: Quiz) => { readonly panel: HTMLElement; show(): void; write(): void };
  QuizLink: new (quiz: Quiz) => { readonly panel: HTMLElement; show(): void };
  project(quiz: Quiz): void;
}

interface Window {
  studyguide: StudyGuide; studyguideWords: { language: string; texts: Record<string, string | Forms> };
  studyguideScheme: { buttons(): HTMLElement[]; show(at?: unknown): void };
  /** The index of the search, where it comes as a script. */
  __index?: { docs: Entry[] } }
interface Navigator { readonly connection?: { readonly saveData: boolean } }
interface DocumentEventMap { "sg-change": CustomEvent; "sg-handed-in": CustomEvent }
