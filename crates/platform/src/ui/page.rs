// SPDX-License-Identifier: EUPL-1.2
//! The frame of every page. Titles are neutral: no child's name ever stands in one.

use axum::http::StatusCode;
use kernel::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::http::{self, Cx, Reply};

/// One entry of the main navigation.
pub struct NavItem {
    /// Where to.
    pub href: &'static str,
    /// Lists that belong there under an address of their own: `"/received"`. A page below says by its first crumb where it belongs.
    pub rooms: &'static [&'static str],
    /// What it is called.
    pub label: String,
    /// The letter of its keyboard path (`g` then the letter).
    pub shortcut: char,
    /// How much waits there, and for what, read aloud: `(4, "à trier")`.
    pub waiting: Option<(i64, String)>,
}

/// A page being put together.
pub struct Page {
    title: String,
    status: StatusCode,
    crumbs: Vec<(String, Option<String>)>,
    before: Markup,
    narrow: bool,
    exit: bool,
    bare: bool,
}

impl Page {
    /// A page with this title. No personal data: titles stand in histories and in other people's sight.
    pub fn new(title: impl Into<String>) -> Page {
        Page {
            title: title.into(),
            status: StatusCode::OK,
            crumbs: Vec::new(),
            before: html! {},
            narrow: false,
            exit: false,
            bare: false,
        }
    }

    /// The status; `422` for a form that comes back with errors.
    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self
    }

    /// As [`Page::status`] with 422 when there are errors.
    pub fn errors(self, errors: &crate::form::FieldErrors) -> Page {
        if errors.is_empty() { self } else { self.status(StatusCode::UNPROCESSABLE_ENTITY) }
    }

    /// Adds a step of the path above the page; the last one has no link.
    pub fn crumb(mut self, label: impl Into<String>, href: Option<String>) -> Page {
        self.crumbs.push((label.into(), href));
        self
    }

    /// Something above the page, over the whole width: the identity bar, an emergency notice.
    pub fn before(mut self, markup: Markup) -> Page {
        self.before = markup;
        self
    }

    /// A page for reading and writing: one column of comfortable width.
    pub fn narrow(mut self) -> Page {
        self.narrow = true;
        self
    }

    /// A page that can be left at once: public pages, pages of children and families.
    pub fn exit(mut self) -> Page {
        self.exit = true;
        self
    }

    /// A page without navigation: sign-in, one thing to do.
    pub fn bare(mut self) -> Page {
        self.bare = true;
        self
    }

    /// The reply.
    pub fn show(self, cx: &Cx, body: Markup) -> Reply {
        let w = super::words(cx);
        let nav = if self.bare || cx.actor.is_none() { Vec::new() } else { (cx.app.parts().nav)(cx) };
        let page = html! {
            (DOCTYPE)
            html.govuk-template lang=(cx.lang.code()) {
                head {
                    meta charset="utf-8";
                    title { @if self.status == StatusCode::UNPROCESSABLE_ENTITY { (w.field_error()) " " } (self.title) " – Maillage" }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="robots" content="noindex, nofollow";
                    meta name="referrer" content="same-origin";
                    meta name="theme-color" content="#0f4c52";
                    link rel="preload" href=(ui_assets::FONT) as="font" type="font/woff2" crossorigin;
                    link rel="stylesheet" href=(ui_assets::APP_CSS);
                    link rel="icon" href=(ui_assets::FAVICON) type="image/svg+xml";
                    script type="module" src=(ui_assets::MAILLAGE_JS) {}
                }
                body.govuk-template__body {
                    a.govuk-skip-link href="#main" { (w.frame_skip()) }
                    (header(cx))
                    @if !nav.is_empty() { (navigation(cx, &nav, self.crumbs.first().and_then(|(_, href)| href.as_deref()))) }
                    @if cx.app.config.demo { (demo_notice(cx)) }
                    (self.before)
                    div.mg-width {
                        @if self.exit { (quick_exit(cx)) }
                        @if !self.crumbs.is_empty() { (crumbs(cx, &self.crumbs)) }
                        main.mg-main #main tabindex="-1" {
                            @if self.narrow { div.mg-reading { (body) } } @else { (body) }
                            @if let Some(actor) = &cx.actor {
                                p.mg-print-only {
                                    (w.frame_printed(&actor.institution_name, &actor.name, super::date_time(cx, cx.now)))
                                }
                            }
                        }
                    }
                    (footer(cx))
                }
            }
        };
        http::html(self.status, page)
    }
}

fn header(cx: &Cx) -> Markup {
    let w = super::words(cx);
    html! {
        header.mg-header {
            div.mg-width.mg-header__inner {
                a.mg-brand href="/" {
                    (PreEscaped(ui_assets::MARK_INLINE))
                    span.mg-brand__name { "Maillage" }
                }
                div.mg-header__service {
                    @match &cx.actor {
                        Some(actor) => (actor.institution_name),
                        None => (w.frame_service()),
                    }
                }
                div.mg-header__tools {
                    nav aria-label=(w.frame_language()) {
                        ul.mg-language {
                            @for lang in Lang::ALL {
                                li {
                                    @if lang == cx.lang {
                                        span aria-current="true" { abbr title=(lang.own_name()) { (lang.code().to_uppercase()) } }
                                    } @else {
                                        a href=(language_link(cx, lang)) lang=(lang.code()) hreflang=(lang.code())
                                            title=(lang.own_name()) { (lang.code().to_uppercase()) }
                                    }
                                }
                            }
                        }
                    }
                    @if let Some(actor) = &cx.actor {
                        div.mg-account {
                            div.mg-account__who { a href="/account" { (actor.name) } }
                            form method="post" action="/sign-out" {
                                (super::form_key(cx))
                                button.mg-linkbutton type="submit" { (w.frame_sign_out()) }
                            }
                        }
                    } @else if cx.session.is_none() {
                        a href="/sign-in" { (w.frame_sign_in()) }
                    }
                }
            }
        }
    }
}

/// The same page in another language: only for pages that can be asked for by address.
fn language_link(cx: &Cx, lang: Lang) -> String {
    let mut pairs: Vec<(&str, &str)> = cx
        .request
        .query
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .filter(|(n, _)| *n != "lang")
        .collect();
    pairs.push(("lang", lang.code()));
    super::with_query(&cx.request.path, pairs)
}

fn navigation(cx: &Cx, items: &[NavItem], first: Option<&str>) -> Markup {
    let w = super::words(cx);
    let path = cx.request.path.as_str();
    let within =
        |room: &str| path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    html! {
        nav.mg-nav aria-label=(w.frame_navigation()) {
            div.mg-width {
                ul.mg-nav__list {
                    @for item in items {
                        @let here = within(item.href) || item.rooms.contains(&path) || first.is_some_and(|up| up == item.href || item.rooms.contains(&up));
                        li {
                            a.mg-nav__link data-shortcut=(item.shortcut) href=(item.href) aria-current=[here.then_some("page")] {
                                (item.label)
                                @if let Some((count, what)) = &item.waiting {
                                    " " span.mg-nav__count { (count) span.govuk-visually-hidden { " " (what) } }
                                }
                            }
                        }
                    }
                    li.mg-nav__search {
                        form.mg-search action="/search" role="search" {
                            label.govuk-visually-hidden for="nav-q" { (w.frame_search_label()) }
                            input.mg-search__input #nav-q name="q" type="search" placeholder=(w.frame_search_placeholder())
                                data-shortcut="r" autocomplete="off" maxlength="200";
                            button.mg-search__button type="submit" { (w.frame_search()) }
                        }
                    }
                }
            }
        }
    }
}

fn demo_notice(cx: &Cx) -> Markup {
    let w = super::words(cx);
    html! {
        aside.mg-notice.mg-notice--demo aria-label=(w.frame_demo()) {
            div.mg-width {
                p { span.mg-notice__label { (w.frame_demo()) } (w.frame_demo_text(super::day(cx, cx.today()))) }
            }
        }
    }
}

fn quick_exit(cx: &Cx) -> Markup {
    let w = super::words(cx);
    html! {
        // A landmark: whoever moves from part to part with a screen reader meets the way out too.
        aside.mg-exit aria-label=(w.exit_button()) {
            a.mg-exit__button href="/leave" rel="nofollow noreferrer" data-quick-exit="" data-exit-title=(w.exit_title())
                data-exit-leaving=(w.exit_leaving()) data-exit-two-more=(w.exit_two_more())
                data-exit-one-more=(w.exit_one_more()) data-exit-timed-out=(w.exit_timed_out()) {
                (w.exit_button())
                span.mg-exit__lights aria-hidden="true" {
                    span.mg-exit__light {} span.mg-exit__light {} span.mg-exit__light {}
                }
            }
            span.govuk-visually-hidden role="status" data-exit-voice {}
        }
    }
}

fn crumbs(cx: &Cx, crumbs: &[(String, Option<String>)]) -> Markup {
    html! {
        nav.govuk-breadcrumbs aria-label=(super::words(cx).frame_crumbs()) {
            ol.govuk-breadcrumbs__list {
                @for (label, href) in crumbs {
                    @match href {
                        Some(href) => li.govuk-breadcrumbs__list-item { a.govuk-breadcrumbs__link href=(href) { (label) } },
                        None => li.govuk-breadcrumbs__list-item aria-current="page" { (label) },
                    }
                }
            }
        }
    }
}

fn footer(cx: &Cx) -> Markup {
    let w = super::words(cx);
    html! {
        footer.mg-footer {
            div.mg-width.mg-footer__inner {
                ul.mg-footer__links {
                    li { a href="/help" { (w.frame_help()) } }
                    li { a href="/rights" { (w.frame_rights()) } }
                    li { a href="/accessibility" { (w.frame_accessibility()) } }
                    li { a href="/licences" { (w.frame_licences()) } }
                }
                p.govuk-body-s."govuk-!-margin-0" { (w.frame_licence(env!("CARGO_PKG_VERSION"))) }
            }
        }
    }
}
