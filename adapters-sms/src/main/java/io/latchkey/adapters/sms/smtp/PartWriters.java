package io.latchkey.adapters.sms.smtp;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import org.eclipse.angus.mail.handlers.multipart_mixed;
import org.eclipse.angus.mail.handlers.text_html;
import org.eclipse.angus.mail.handlers.text_plain;
import org.jspecify.annotations.Nullable;

/**
 * Knows how the parts of our mails are written. The library would look for that in files and among services, and does not
 * find ours where a server has mail classes of its own.
 */
final class PartWriters extends CommandMap {
    private static final PartWriters ALL = new PartWriters();

    private PartWriters() {}

    /** Makes a part be written by these writers. Called when the part has its content. */
    static void write(Part part) throws MessagingException {
        part.getDataHandler().setCommandMap(ALL);
    }

    @Override
    public DataContentHandler createDataContentHandler(String mimeType) {
        return mimeType.startsWith("multipart/")
                ? new multipart_mixed()
                : mimeType.startsWith("text/html") ? new text_html() : new text_plain();
    }

    @Override
    public CommandInfo[] getPreferredCommands(String mimeType) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo[] getAllCommands(String mimeType) {
        return new CommandInfo[0];
    }

    @Override
    public @Nullable CommandInfo getCommand(String mimeType, String command) {
        return null;
    }
}
