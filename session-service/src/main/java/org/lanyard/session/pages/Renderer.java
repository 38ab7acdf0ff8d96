package org.lanyard.session.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Renders the precompiled templates. They know their page's frame as {@code frame} and what else they declare. */
final class Renderer {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.lanyard.session.pages.jte");

    String render(String template, PageFrame frame) {
        return render(template, frame, Map.of());
    }

    String render(String template, PageFrame frame, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame);
        StringOutput page = new StringOutput(8192);
        engine.render(template + ".jte", all, page);
        return page.toString();
    }
}
