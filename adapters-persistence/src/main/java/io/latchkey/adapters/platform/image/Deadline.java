package io.latchkey.adapters.platform.image;

import java.time.Duration;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** The end of the time that one picture may be decoded. A decoder is ended between two rows or two reads of its input. */
final class Deadline implements IIOReadProgressListener {
    private long start = System.nanoTime();
    private final long limit;
    private final boolean isAbortHeeded;

    /** @param isAbortHeeded whether the decoder ends when it is told to; another is ended by a {@link LateException} */
    Deadline(Duration limit, boolean isAbortHeeded) {
        this.limit = limit.toNanos();
        this.isAbortHeeded = isAbortHeeded;
    }

    /** Waiting for memory is no decoding. */
    void restart() {
        start = System.nanoTime();
    }

    boolean isOver() {
        return System.nanoTime() - start > limit;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (isOver()) {
            source.abort();
            if (!isAbortHeeded) {
                throw new LateException();
            }
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}

    /** Ends a decoder from within. */
    private static final class LateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LateException() {
            super("the time is over", null, false, false);
        }
    }
}
