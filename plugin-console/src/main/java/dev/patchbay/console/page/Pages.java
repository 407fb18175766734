package dev.patchbay.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Draws templates. They were made into classes by the build, and escape all that they print. */
public final class Pages {
    private final TemplateEngine engine = engine();

    private static TemplateEngine engine() {
        // The engine looks for templates with whatever class loader the thread has, and in a bundle that is a
        // stranger's.
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(Pages.class.getClassLoader());
        try {
            return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.patchbay.console.template");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /**
     * Draws a template, the whole before the first byte is sent: a template that fails leaves no half page.
     *
     * @param name {@code accounts/list} for example
     * @param parameters by the names that the template gives them
     */
    public byte[] draw(String name, Map<String, Object> parameters) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(name + ".jte", parameters, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
