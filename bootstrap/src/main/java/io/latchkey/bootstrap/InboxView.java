package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.inbox.Inbox;
import io.latchkey.adapters.rest.inbox.MessageResponse;
import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import java.util.List;

/** Shows the messages of the development inbox to the HTTP interface. */
record InboxView(DevelopmentInbox messages) implements Inbox {
    @Override
    public List<MessageResponse> find() {
        return messages.find().stream().map(InboxView::response).toList();
    }

    @Override
    public List<MessageResponse> find(String to) {
        return messages.find(to).stream().map(InboxView::response).toList();
    }

    @Override
    public void clear() {
        messages.clear();
    }

    private static MessageResponse response(InboxMessage message) {
        return new MessageResponse(
                message.id().toString(),
                message.to().value(),
                message.channel().wireName(),
                message.purpose(),
                message.subject().orElse(null),
                message.body(),
                message.html().orElse(null),
                message.code().orElse(null),
                message.link().orElse(null),
                message.sentAt().toString());
    }
}
