import type { Html } from '#html/html.ts'

/** Text that the template escapes, or markup that is already `Html`: one of the two, and a plain string as markup does not compile. */
export type OneOf<Text extends string, Markup extends string> =
  | { readonly [name in Text]: string } & { readonly [name in Markup]?: undefined }
  | { readonly [name in Markup]: Html } & { readonly [name in Text]?: undefined }

export type OneOrNone<Text extends string, Markup extends string> =
  | { readonly [name in Text]?: string } & { readonly [name in Markup]?: undefined }
  | { readonly [name in Markup]?: Html } & { readonly [name in Text]?: undefined }

export type Content = OneOf<'text', 'html'>

/** A list that may hold `condition && item`: what is not there is not shown. */
export type List<Item> = readonly (Item | false | null | undefined)[]

/** Attributes of an element. One with `optional` is left out when its value is not there, and stands alone when it is `true`. */
export type Attributes = { readonly [name: string]: string | boolean | undefined | { readonly value: string | boolean | null | undefined; readonly optional?: boolean } }

/** Words for the component's script, by plural form: `%{count}` stands for the number. */
export type Messages = { readonly [form in 'zero' | 'one' | 'two' | 'few' | 'many' | 'other']?: string }
