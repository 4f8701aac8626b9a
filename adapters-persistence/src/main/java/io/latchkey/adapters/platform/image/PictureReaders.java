package io.latchkey.adapters.platform.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.latchkey.application.shared.RuntimeThread;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The decoders, in a registry of our own. That of {@link javax.imageio.ImageIO} finds by the context class loader: in a server it does
 * not see what lies in a WAR, it shows what others have put there, and what is put there outlives the application.
 */
final class PictureReaders {
    private static final String RUNTIME = "java.desktop";

    private final Map<PictureKind, ImageReaderSpi> providers = new EnumMap<>(PictureKind.class);

    PictureReaders() {
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        Iterator<ImageReaderSpi> known = runtimeRegistry().getServiceProviders(ImageReaderSpi.class, true);
        while (known.hasNext()) {
            ImageReaderSpi provider = known.next();
            if (RUNTIME.equals(provider.getClass().getModule().getName())) {
                registry.registerServiceProvider(provider, ImageReaderSpi.class);
                List<String> formats = List.of(provider.getFormatNames());
                if (formats.contains("png")) {
                    providers.put(PictureKind.PNG, provider);
                }
                if (formats.contains("gif")) {
                    providers.put(PictureKind.GIF, provider);
                }
            }
        }
        providers.put(PictureKind.JPEG, registered(registry, new JPEGImageReaderSpi()));
        providers.put(PictureKind.WEBP, registered(registry, new WebPImageReaderSpi()));
    }

    /** The first call in a virtual machine keeps the context class loader and the protection domains of whoever made it. */
    private static IIORegistry runtimeRegistry() {
        try {
            RuntimeThread.call(MethodHandles.publicLookup()
                    .findStatic(IIORegistry.class, "getDefaultInstance", MethodType.methodType(IIORegistry.class)));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
        return IIORegistry.getDefaultInstance();
    }

    /** Registering shows a provider the runtime's own one, to which that of JPEG leaves the common cases. */
    private static ImageReaderSpi registered(ServiceRegistry registry, ImageReaderSpi provider) {
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    /** A new decoder, to be disposed of. */
    ImageReader create(PictureKind kind) throws IOException {
        ImageReaderSpi provider = providers.get(kind);
        if (provider == null) {
            throw new IllegalStateException("the runtime has no decoder for " + kind);
        }
        return provider.createReaderInstance();
    }
}
