package io.latchkey.adapters.rest.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the gaps of a page. A gap is a name in braces, such as {@code {site}}. */
final class PageText {
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+(?:\\.[a-z]+)?)}");

    private PageText() {}

    /** Fills in values that are HTML. Gaps without a value stay. */
    static String fill(String page, Map<String, String> values) {
        return GAP.matcher(page)
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
    }

    /** What a page in that language fills in, as HTML. */
    static Map<String, String> values(PageLanguage language, String site) {
        Map<String, String> values = new HashMap<>();
        language.texts().forEach((name, text) -> values.put(name, escape(text.replace("{site}", site))));
        values.put("site", escape(site));
        values.put("lang", language.tag());
        values.put("dir", language.direction());
        return values;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
