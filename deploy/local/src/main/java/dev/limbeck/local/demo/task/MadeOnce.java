package dev.limbeck.local.demo.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that is made here and kept. */
record MadeOnce(Path folder) {
    /** Has it made under another name until it is whole, for Ctrl-C may come in between. */
    Path by(Maker maker) throws IOException {
        if (!Files.exists(folder)) {
            Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
            maker.makeIn(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /** Puts into a folder what belongs there, which may be there in part. */
    interface Maker {
        void makeIn(Path folder) throws IOException;
    }
}
