# ruff: noqa: E501, D401 - a page is easier to check with a line of markup on a line
"""Makes whole pages around a known Arabic text, in the ways that real sites are built.

A layout is a site (what stands around the text) and a hand (how the text itself is marked up).
All words are made up for these tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

HEADLINE = "اشتباكات متقطعة في حي الورود وإغلاق الطريق المؤدي إلى السوق القديم"

LEAD = "قال شهود من حي الورود شرقي المدينة إن اشتباكات متقطعة دارت منذ فجر اليوم الاثنين بين مجموعتين محليتين، وإن الأهالي لزموا بيوتهم."
PARAGRAPHS = (
    "وأفاد مراسلنا بأن أصوات الرصاص سُمعت قرب الفرن الآلي عند الساعة الخامسة صباحاً، ثم امتدت إلى محيط المدرسة الثانوية قبل أن تهدأ مع شروق الشمس.",
    "وذكر مصدر طبي في المستوصف أن ثلاثة مدنيين أصيبوا بجروح طفيفة، بينهم طفل في التاسعة من عمره، ونُقلوا جميعاً لتلقي العلاج.",
    "من جهته، نفى رئيس المجلس المحلي سقوط قتلى، وقال في تسجيل صوتي إن وساطة من وجهاء الحي بدأت قبل الظهر وقد تفضي إلى تهدئة مؤقتة.",
    "وأُغلق الطريق المؤدي إلى السوق القديم أمام السيارات، فيما بقي ممر ضيق مفتوحاً للمشاة وسيارات الإسعاف، بحسب سكان تحدثوا عبر الهاتف.",
    "«لم نستطع الخروج لشراء الخبز حتى التاسعة، وكانت الكهرباء مقطوعة منذ الليلة الماضية»، يقول أحد السكان الذي طلب عدم ذكر اسمه.",
    "ويعيش في الحي نحو أربعة آلاف نسمة، نصفهم تقريباً من النازحين الذين قدموا من القرى المجاورة خلال العامين الماضيين.",
    "يُذكر أن الطرفين كانا قد توصلا في الربيع الماضي إلى اتفاق يقضي بسحب السلاح من الشوارع الرئيسية، غير أن بنوده لم تُطبق كاملة.",
)
SUBHEADING = "وساطة لم تكتمل"
STORY = (LEAD, *PARAGRAPHS[:3], SUBHEADING, *PARAGRAPHS[3:])
SHORT_STORY = (LEAD, PARAGRAPHS[0])

MENU = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة وفن", "منوعات", "صحة", "من نحن", "اتصل بنا")
OTHERS = (
    "انطلاق معرض الكتاب في دورته العشرين بمشاركة دور نشر عربية",
    "أسعار الخضار تتراجع في أسواق الجملة مع بداية الموسم",
    "المنتخب الوطني يستعد لمباراة الذهاب أمام ضيفه غداً",
    "وفاة الممثل الذي أضحك ثلاثة أجيال بعد صراع مع المرض",
    "تفجير يستهدف حافلة قرب الحدود ويوقع عشرة قتلى",
)
TEASERS = (
    "أعلنت إدارة المعرض أن الدورة المقبلة ستضم أكثر من مئتي دار نشر وستستمر أسبوعين كاملين في …",
    "شهدت أسواق الجملة انخفاضاً في أسعار البندورة والخيار بعد وصول كميات كبيرة من …",
)
COMMENTS = (
    "الله يحمي أهلنا في الحي ويفرج عنهم، والله تعبنا من هذه الأخبار كل يوم وكل ساعة يا جماعة.",
    "أنا من سكان المنطقة والكلام صحيح، لكن نسيتم أن تذكروا أن الماء مقطوع أيضاً منذ ثلاثة أيام.",
)
ABOUT = (
    "صحيفة إلكترونية مستقلة تأسست عام 2012 وتُعنى بأخبار المدن والأرياف، وتنقل أصوات الناس كما هي دون وسيط."
)
COPYRIGHT = "جميع الحقوق محفوظة © صحيفة الميدان 2024"
CAPTION = "دخان يتصاعد من محيط السوق القديم (أرشيف)"
BYLINE = "سامر الحلبي"
DATE_LINE = "الاثنين 4 آذار 2024 - 10:15"


def link(text: str) -> str:
    """Write a link."""
    return f'<a href="/news/{abs(len(text))}">{escape(text)}</a>'


def links(texts: Sequence[str]) -> str:
    """Write a list of links."""
    return "<ul>" + "".join(f"<li>{link(text)}</li>" for text in texts) + "</ul>"


# --- Hands: how the text is marked up --------------------------------------------------------------


def hand_paragraphs(story: Sequence[str]) -> str:
    """<p> and <h2>, as most do."""
    return "".join(
        f"<h2>{escape(one)}</h2>" if one == SUBHEADING else f"<p>{escape(one)}</p>" for one in story
    )


def hand_double_break(story: Sequence[str]) -> str:
    """Text in one element, paragraphs parted by two <br>."""
    return "<br><br>\n".join(escape(one) for one in story)


def hand_single_break(story: Sequence[str]) -> str:
    """Text in one element, a line break after each paragraph."""
    return "<br/>".join(f"<b>{escape(one)}</b>" if one == SUBHEADING else escape(one) for one in story)


def hand_bare_divs(story: Sequence[str]) -> str:
    """Each paragraph in a <div> without a name."""
    return "".join(f"<div>{escape(one)}</div>" for one in story)


def hand_spans(story: Sequence[str]) -> str:
    """An editor's leftovers: <p><span><span>."""
    return "".join(
        f'<p dir="RTL" style="text-align:right"><span style="font-size:16px"><span lang="AR">{escape(one)}</span></span></p>'
        for one in story
    )


def hand_fonts(story: Sequence[str]) -> str:
    """The nineties: <font> and <center>, unclosed <p>."""
    return "".join(
        f'<p align="justify"><font face="Simplified Arabic" size="4">{escape(one)}</font>' for one in story
    )


def hand_block_editor(story: Sequence[str]) -> str:
    """WordPress's block editor, with an advert's label between paragraphs."""
    middle = len(story) // 2
    parts = [
        f'<h3 class="wp-block-heading">{escape(one)}</h3>'
        if one == SUBHEADING
        else f'<p class="wp-block-paragraph">{escape(one)}</p>'
        for one in story
    ]
    return "\n".join([*parts[:middle], "<p>Advertisements</p>", *parts[middle:]])


def hand_linked_words(story: Sequence[str]) -> str:
    """Words of the text are links to tags."""
    return "".join(
        "<p>" + escape(one).replace("الحي", link("الحي")).replace("الأهالي", link("الأهالي")) + "</p>"
        for one in story
    )


def hand_read_also(story: Sequence[str]) -> str:
    """A block of another story in the middle of the text, and one line of it."""
    parts = [f"<p>{escape(one)}</p>" for one in story]
    block = f"<p><strong>اقرأ أيضاً:</strong></p><ul><li>{link(OTHERS[4])}</li></ul>"
    line = f"<p><strong>للمزيد: {link(OTHERS[1])}</strong></p>"
    return "".join([*parts[:1], block, *parts[1:2], line, *parts[2:]])


def hand_quote_and_list(story: Sequence[str]) -> str:
    """A quotation and a list stand among the paragraphs."""
    written = []
    for one in story:
        if one.startswith("«"):
            written.append(f"<blockquote><p>{escape(one)}</p></blockquote>")
        elif one == PARAGRAPHS[3]:
            written.append(f"<ul><li>{escape(one)}</li></ul>")
        else:
            written.append(f"<p>{escape(one)}</p>")
    return "".join(written)


def hand_figure(story: Sequence[str]) -> str:
    """A picture with its caption between the paragraphs."""
    figure = f'<figure class="wp-caption"><img src="/a.jpg" alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>'
    parts = [f"<p>{escape(one)}</p>" for one in story]
    return "".join([figure, *parts[:2], f'<div class="image-caption">{CAPTION}</div>', *parts[2:]])


def hand_bare_text(story: Sequence[str]) -> str:
    """Text nodes between self-closed <p/>, as broken generators write them."""
    return "<p></p>\n".join(escape(one) for one in story)


Hand = Callable[[Sequence[str]], str]

HANDS: dict[str, Hand] = {
    "paragraphs": hand_paragraphs,
    "double-break": hand_double_break,
    "single-break": hand_single_break,
    "bare-divs": hand_bare_divs,
    "spans": hand_spans,
    "fonts": hand_fonts,
    "block-editor": hand_block_editor,
    "linked-words": hand_linked_words,
    "read-also": hand_read_also,
    "quote-and-list": hand_quote_and_list,
    "figure": hand_figure,
    "bare-text": hand_bare_text,
}

# --- Sites: what stands around the text ------------------------------------------------------------


def _head(extra: str = "") -> str:
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{HEADLINE} | صحيفة الميدان</title>'
        f'<meta property="og:title" content="{HEADLINE}"><meta property="article:published_time" content="2024-03-04T08:15:00Z">'
        f"{extra}</head>"
    )


def site_semantic(body: str) -> str:
    """HTML5 with its own elements."""
    return (
        f"{_head()}<body><header><nav>{links(MENU)}</nav></header><main><article><header><h1>{HEADLINE}</h1>"
        f"<time datetime='2024-03-04'>{DATE_LINE}</time></header>{body}<footer>{links(OTHERS[:2])}</footer></article>"
        f"<aside><h3>الأكثر قراءة</h3>{links(OTHERS)}</aside></main><footer><p>{ABOUT}</p><p>{COPYRIGHT}</p></footer></body></html>"
    )


def site_wordpress(body: str) -> str:
    """A WordPress magazine theme with share bar, related posts and comments."""
    return (
        f"{_head()}<body class='single single-post has-sidebar'><div id='page'><div class='top-nav'><div class='breaking-news'>"
        f"<span>عاجل</span>{links(OTHERS)}</div></div><div id='main-content'><div class='content'><article class='post hentry'>"
        f"<div class='post-inner'><h1 class='entry-title'>{HEADLINE}</h1><p class='post-meta'><span class='post-author'>{BYLINE}</span> "
        f"<span class='tie-date'>{DATE_LINE}</span> <span class='post-views'>323 زيارة</span></p><div class='entry-content'>{body}"
        f"<div class='sharedaddy'><h3>شارك هذا الموضوع:</h3><ul><li>{link('فيسبوك')}</li><li>{link('تويتر')}</li></ul></div>"
        f"<div id='jp-relatedposts' class='jp-relatedposts'><h3>مرتبط</h3><p>{link(OTHERS[0])}</p></div></div>"
        f"<p class='post-tag'>الوسوم {link('حي الورود')} {link('اشتباكات')}</p></div></article><section id='related_posts'>"
        f"<h3>مقالات ذات صلة</h3>{''.join(f'<div class=related-item><h3>{link(t)}</h3><p>{s}</p></div>' for t, s in zip(OTHERS, TEASERS, strict=False))}"
        f"</section><div id='comments'><h3>التعليقات (2)</h3>{''.join(f'<div class=comment-body><p>{c}</p></div>' for c in COMMENTS)}"
        f"<h3>اترك تعليقاً إلغاء الرد</h3></div></div><aside class='sidebar'><div class='widget'>{links(OTHERS)}</div></aside></div>"
        f"<footer class='footer'><div class='about'>{ABOUT}</div>{COPYRIGHT}</footer></div></body></html>"
    )


def site_drupal(body: str) -> str:
    """Drupal's fields."""
    return (
        f"{_head()}<body class='html not-front node-type-article'><div id='page-wrapper'><div class='region region-header'>{links(MENU)}</div>"
        f"<div class='region region-content'><div class='block block-system'><h1 class='page-header'>{HEADLINE}</h1>"
        f"<div class='node node-article'><div class='submitted'>{BYLINE} | {DATE_LINE}</div>"
        f"<div class='field field-name-body field-type-text-with-summary'><div class='field-items'><div class='field-item even'>{body}</div></div></div>"
        f"<div class='field field-name-field-tags'><div class='field-label'>الكلمات الدلالية:</div>{links(('حي الورود', 'السوق القديم'))}</div></div></div>"
        f"<div class='block block-views'><h2>مواضيع ذات صلة</h2>{links(OTHERS)}</div></div><div class='region region-sidebar-second'>{links(OTHERS)}</div>"
        f"<div class='region region-footer'><p>{ABOUT}</p></div></div></body></html>"
    )


def site_blogger(body: str) -> str:
    """A Blogger template."""
    return (
        f"{_head()}<body><div class='content-outer'><div class='header section'>{links(MENU)}</div><div class='main-outer'><div class='blog-posts hfeed'>"
        f"<div class='date-outer'><h2 class='date-header'><span>{DATE_LINE}</span></h2><div class='post-outer'><div class='post hentry'>"
        f"<h3 class='post-title entry-title'>{HEADLINE}</h3><div class='post-body entry-content' id='post-body-77'><div dir='rtl'>{body}</div></div>"
        f"<div class='post-footer'><span class='post-author vcard'>مرسلة بواسطة {BYLINE}</span><span class='post-labels'>التسميات: {link('أخبار')}</span></div></div>"
        f"<div class='comments' id='comments'><h4>هناك تعليقان (2):</h4>{''.join(f'<p class=comment-content>{c}</p>' for c in COMMENTS)}</div></div></div></div></div>"
        f"<div class='sidebar section'>{links(OTHERS)}</div></div></body></html>"
    )


def site_amp(body: str) -> str:
    """An AMP page."""
    return (
        f"<!doctype html><html amp lang='ar'><head><title>{HEADLINE}</title><meta property='og:title' content='{HEADLINE}'></head><body>"
        f"<amp-sidebar id='s'>{links(MENU)}</amp-sidebar><header class='amp-wp-header'>{link('صحيفة الميدان')}</header><article class='amp-wp-article'>"
        f"<h1 class='amp-wp-title'>{HEADLINE}</h1><div class='amp-wp-meta amp-wp-byline'>{BYLINE}</div><amp-img src='/a.jpg' width='4' height='3'></amp-img>"
        f"<div class='amp-wp-article-content'>{body}<amp-ad width='300' height='250'><div placeholder>إعلان</div></amp-ad></div>"
        f"<amp-social-share type='twitter'></amp-social-share></article><div class='amp-related'><h3>قد يعجبك أيضاً</h3>{links(OTHERS)}</div>"
        f"<footer><p>{COPYRIGHT}</p></footer></body></html>"
    )


def site_hashed(body: str) -> str:
    """Class names that say nothing, every element a <div>."""
    return (
        f"{_head()}<body><div id='__next'><div class='css-1x2'><div class='css-9k'>{''.join(f'<div class=css-m>{link(one)}</div>' for one in MENU)}</div></div>"
        f"<div class='css-3f'><div class='css-77'><h1 class='css-h1'>{HEADLINE}</h1><div class='css-aa'><div>{BYLINE}</div><div>{DATE_LINE}</div></div>"
        f"<div class='css-bb'>{body}</div><div class='css-cc'><div>{link('حي الورود')}</div><div>{link('السوق')}</div></div></div>"
        f"<div class='css-4g'><div class='css-t'>اخترنا لك</div>{''.join(f'<div class=css-u><div>{link(t)}</div><div>{s}</div></div>' for t, s in zip(OTHERS, TEASERS, strict=False))}</div></div>"
        f"<div class='css-ff'><div>{ABOUT}</div><div>{COPYRIGHT}</div></div></div></body></html>"
    )


def site_tables(body: str) -> str:
    """A layout of nested tables."""
    return (
        f"{_head()}<body><table width='100%'><tr><td colspan='3'>{' | '.join(link(one) for one in MENU)}</td></tr><tr><td width='160'>"
        f"{'<br>'.join(link(one) for one in OTHERS)}</td><td><table><tr><td><h1>{HEADLINE}</h1></td></tr><tr><td>{DATE_LINE}</td></tr>"
        f"<tr><td class='txt'>{body}</td></tr><tr><td>{link('اطبع الخبر')} {link('أرسل إلى صديق')}</td></tr></table></td>"
        f"<td width='160'><b>آخر الأخبار</b><br>{'<br>'.join(link(one) for one in OTHERS)}</td></tr><tr><td colspan='3'>{COPYRIGHT}</td></tr></table></body></html>"
    )


def site_one_form(body: str) -> str:
    """ASP.NET: one <form> around the whole page."""
    return (
        f"{_head()}<body><form method='post' action='./News.aspx?id=7' id='aspnetForm'><div class='aspNetHidden'><input type='hidden' value='x'></div>"
        f"<div id='ctl00_menu'>{links(MENU)}</div><div id='ctl00_body'><span id='ctl00_lblTitle'><h1>{HEADLINE}</h1></span>"
        f"<div id='ctl00_lblDate'>{DATE_LINE}</div><div id='ctl00_lblDetails' class='NewsDetails'>{body}</div></div>"
        f"<div id='ctl00_related'><h4>أخبار ذات صلة</h4>{links(OTHERS)}</div><div id='ctl00_footer'>{COPYRIGHT}</div></form></body></html>"
    )


def site_transliterated(body: str) -> str:
    """Names in Latin letters for Arabic words."""
    return (
        f"{_head()}<body><div class='qaima'>{links(MENU)}</div><div class='khabar'><h1 class='onwan'>{HEADLINE}</h1><div class='katib'>{BYLINE}</div>"
        f"<div class='khabar-nas'>{body}</div><div class='musharaka'><p>شارك الخبر مع أصدقائك على مواقع التواصل الاجتماعي وكن أول من يعلق عليه.</p></div>"
        f"<div class='taliqat'>{''.join(f'<p>{c}</p>' for c in COMMENTS)}</div></div><div class='e3lan'>مساحة إعلانية</div>"
        f"<div class='thatsela'>{links(OTHERS)}</div><div class='tazyeel'>{COPYRIGHT}</div></body></html>"
    )


def site_newsletter(body: str) -> str:
    """A page full of offers: cookies, newsletter, application, follow us."""
    return (
        f"{_head()}<body><div id='cookie-banner' class='cookie-consent'><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك، ويمكنك تغيير إعداداتك في أي وقت تشاء.</p><button>موافق</button></div>"
        f"<div class='wrap'><div class='crumbs breadcrumb'>{link('الرئيسية')} / {link('أخبار')}</div><h1>{HEADLINE}</h1><div class='story-body'>{body}"
        f"<p>تابعونا على تلغرام ليصلكم كل جديد</p><p><a href='/app'>حمّل تطبيق الميدان</a></p></div>"
        f"<div class='newsletter-box'><h3>النشرة البريدية</h3><p>اشترك في نشرتنا ليصلك ملخص أهم أخبار اليوم كل مساء على بريدك الإلكتروني.</p></div>"
        f"<div class='author-box'><h4>عن الكاتب</h4><p>صحافي يكتب في الشأن المحلي منذ خمسة عشر عاماً، وله كتابان عن تاريخ المدينة وأسواقها.</p></div></div>"
        f"<div class='footer-links'>{links(MENU)}</div></body></html>"
    )


def site_plain(body: str) -> str:
    """A print version: nothing but headline and text."""
    return f"{_head()}<body><h1>{HEADLINE}</h1><div>{DATE_LINE}</div><div>{body}</div></body></html>"


def site_stated(body: str) -> str:
    """Microdata and JSON-LD state what is what; a live ticker and a player stand before the text."""
    stated = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s","datePublished":"2024-03-04T10:15:00+02:00"}</script>'
    return (
        f"{_head(stated % HEADLINE)}<body><div class='ticker'>{links(OTHERS)}</div><div itemscope itemtype='https://schema.org/NewsArticle'>"
        f"<h1 itemprop='headline'>{HEADLINE}</h1><div class='player'><p>استمع إلى المقال</p></div><div itemprop='articleBody'>{body}</div></div>"
        f"<div class='more-news'><h2>المزيد من الأخبار</h2>{''.join(f'<div><h3>{link(t)}</h3><p>{s}</p></div>' for t, s in zip(OTHERS, TEASERS, strict=False))}</div>"
        f"<footer>{COPYRIGHT}</footer></body></html>"
    )


SITES: dict[str, Callable[[str], str]] = {
    "semantic": site_semantic,
    "wordpress": site_wordpress,
    "drupal": site_drupal,
    "blogger": site_blogger,
    "amp": site_amp,
    "hashed": site_hashed,
    "tables": site_tables,
    "one-form": site_one_form,
    "transliterated": site_transliterated,
    "newsletter": site_newsletter,
    "plain": site_plain,
    "stated": site_stated,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to build a page."""

    site: str
    hand: str

    def page(self, story: Sequence[str]) -> str:
        """Build the page around a story."""
        return SITES[self.site](HANDS[self.hand](story))


LAYOUTS = {f"{site}, {hand}": Layout(site=site, hand=hand) for site in SITES for hand in HANDS}

# --- Different articles ------------------------------------------------------------------------------

TOWNS = (
    "عين الزيتون", "تل الرمان", "وادي السنديان", "بيت النحل", "خربة الريحان", "كفر العنب", "رأس الجبل", "مرج الغزلان",
    "دير الياسمين", "برج الحمام", "نبع الصفا", "ضهر التين", "سهل الكرمة", "جسر اللوز", "حارة الفخار", "قلعة الورد",
)  # fmt: skip
HAPPENINGS = (
    "اندلع حريق في مستودع للأخشاب عند مدخل {town} الشمالي بعد الساعة {hour} ليلاً، وامتدت ألسنة اللهب إلى ورشتين مجاورتين.",
    "انهار جزء من سور قديم في {town} صباح اليوم فوق {count} سيارات كانت متوقفة إلى جانبه من دون أن يصاب أحد.",
    "توقفت محطة المياه في {town} عن الضخ منذ {count} أيام بسبب نفاد الوقود، وصار الأهالي يشترون الماء من الصهاريج.",
    "اصطدمت شاحنة محملة بالإسمنت بحافلة ركاب على طريق {town} فأصيب {count} أشخاص نُقلوا إلى أقرب مستوصف.",
    "غمرت السيول {count} منازل في الحي الغربي من {town} بعد أمطار استمرت حتى الساعة {hour} صباحاً دون انقطاع.",
    "سُمع دوي انفجار قوي في أطراف {town} قرابة الساعة {hour}، وتبين لاحقاً أنه ناجم عن أسطوانة غاز في مطعم صغير.",
    "خرج عشرات الطلاب في {town} مطالبين بإصلاح مدرستهم التي أُغلقت قبل {count} أسابيع بعد تشقق جدرانها.",
    "عُثر في أحراج {town} على قنبلة قديمة لم تنفجر، فأبعد الأهالي أولادهم عن المكان مسافة {count} كيلومترات.",
)
DETAILS = (
    "وقال صاحب دكان في {town} إنه رأى ما جرى من نافذته، وإن الجيران تجمعوا خلال {count} دقائق للمساعدة.",
    "وأوضح رئيس مجلس {town} أن فرق الخدمة وصلت عند الساعة {hour}، وأنها ستبقى في المكان حتى نهاية الأسبوع.",
    "ولم تُعرف بعد كلفة الأضرار في {town}، غير أن أحد المهندسين قدّرها بنحو {count} ملايين ليرة.",
    "وذكرت ممرضة في مستوصف {town} أن الحالات التي وصلت منذ الساعة {hour} مستقرة، وأن أغلب أصحابها غادروا.",
    "وطلب الأهالي في {town} من الجهات المعنية إرسال {count} آليات إضافية قبل حلول المساء.",
    "«هذه هي المرة رقم {count} التي يحدث فيها ذلك خلال عام واحد»، تقول معلمة متقاعدة من {town}.",
    "وتبعد {town} نحو {count} كيلومتراً عن مركز المنطقة، ولا يصلها سوى طريق واحد ضيق.",
    "وكانت {town} قد شهدت حادثاً مشابهاً قبل {count} سنوات انتهى يومها من دون إصابات تذكر.",
    "وقطع شبان من {town} الطريق {hour} دقائق قبل أن يقنعهم الوجهاء بفتحه أمام المارة والسيارات.",
)


def different_story(number: int) -> tuple[str, ...]:
    """Write an article that shares no sentence with those of other numbers up to some dozens."""
    chance = Random(number)
    town, count, hour = TOWNS[number % len(TOWNS)], number * 7 + 5, number % 11 + 1
    lead = HAPPENINGS[number % len(HAPPENINGS)]
    told = [lead, *chance.sample(DETAILS, chance.randint(4, 7))]
    return tuple(one.format(town=town, count=count, hour=hour) for one in told)


# --- What publishers put into the text, and no rule can know by itself ---------------------------------


def _into(hand: Hand, story: Sequence[str], html: str) -> str:
    return f"{hand(story[:2])}{html}{hand(story[2:])}"


def extra_signature(hand: Hand, story: Sequence[str], number: int) -> str:
    """Two lines under the text: who writes here."""
    return f"{hand(story)}<p>صدى الحقول</p><p>تجمع أقلام من القرى الشرقية</p>"


def extra_motto(hand: Hand, story: Sequence[str], number: int) -> str:
    """A sentence of the publisher's own under each text, in an element of its own."""
    return f"{hand(story)}<div class='css-k{number}9 css-w'>نكتب ما رأيناه بأعيننا، ولا ننقل ما يقال في المقاهي عن بلد غاب أهله.</div>"


def extra_midline(hand: Hand, story: Sequence[str], number: int) -> str:
    """The same line after the second paragraph of each text."""
    return _into(hand, story, "<p>صوت القرية يصل إليك أينما كنت</p>")


def extra_caption(hand: Hand, story: Sequence[str], number: int) -> str:
    """A picture in the text whose caption names no photographer; another one in each article."""
    words = f"جانب من بلدة {TOWNS[number % len(TOWNS)]} كما بدا عصر ذلك اليوم"
    return _into(hand, story, f"<div class='css-q2'><img src='/{number}.jpg'><div>{words}</div></div>")


def extra_teaser(hand: Hand, story: Sequence[str], number: int) -> str:
    """A box of another story in the text, under a heading that is this publisher's own."""
    other = different_story(number + 500)
    box = f"<div>نافذة على الجوار</div><div>{other[0]}</div><div>{other[1]}</div>"
    return _into(hand, story, f"<div class='css-z7'>{box}</div>")


EXTRAS: dict[str, Callable[[Hand, Sequence[str], int], str]] = {
    "signature": extra_signature,
    "motto": extra_motto,
    "midline": extra_midline,
    "caption": extra_caption,
    "teaser": extra_teaser,
}


def page_with_extra(layout: Layout, extra: str, story: Sequence[str], number: int) -> str:
    """Build a publisher's page number so-and-so, with one more thing in or under its text."""
    return SITES[layout.site](EXTRAS[extra](HANDS[layout.hand], story, number))
