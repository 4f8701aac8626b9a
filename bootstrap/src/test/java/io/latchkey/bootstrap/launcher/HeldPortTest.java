package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class HeldPortTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void a_server_listens_to_it_while_it_is_held() throws IOException {
        try (HeldPort port = HeldPort.on(LOOPBACK);
                ServerSocket server = new ServerSocket(port.number(), 1, LOOPBACK);
                Socket client = new Socket(LOOPBACK, port.number())) {
            assertThat(client.getPort()).isEqualTo(server.getLocalPort());
        }
    }

    @Test
    void nobody_who_does_not_share_ports_gets_it_before_it_is_closed() throws IOException {
        int number;
        try (HeldPort port = HeldPort.on(LOOPBACK)) {
            number = port.number();
            assertThatThrownBy(() -> listenAlone(port.number())).isInstanceOf(BindException.class);
        }
        listenAlone(number);
    }

    private static void listenAlone(int port) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(false);
            server.bind(new InetSocketAddress(LOOPBACK, port));
        }
    }
}
