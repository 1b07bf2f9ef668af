package dev.limbeck.dataset;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Signature;
import java.nio.file.Path;

/** Whether images are what a run declares. */
record IdxFit(Path root, LabelledImages images) {
    /** @throws UnfitDatasetException with what is declared where, when they are not */
    void require(Signature declared) {
        boolean isOfBytes = declared.inputs().size() == 1
                && declared.only().type().filter(type -> type != ElementType.U8).isEmpty();
        if (!isOfBytes) {
            throw new UnfitDatasetException(
                    "%s has one input of bytes an example; the run declares %s".formatted(root, declared.shapes()));
        }
        var shape = declared.only().declaredShape();
        if (!shape.admits(new Shape(images.exampleShape()))) {
            throw new UnfitDatasetException("%s has examples of shape %s; allowed: [%s], as %s says"
                    .formatted(root, images.exampleShape(), shape.listed(", "), pathOfShape(declared)));
        }
        if (declared.task().labelKind() != OfClass.class) {
            throw new UnfitDatasetException(
                    "%s has a class as the label of each example, which says nothing of %s; allowed: the format records, whose labels are of any kind"
                            .formatted(root, declared.task().outputs()));
        }
        if (images.classes() > declared.task().width()) {
            throw new UnfitDatasetException("%s has label %d; allowed: 0 to %d, as %s says"
                    .formatted(root, images.classes() - 1, declared.task().width() - 1, pathOfClasses(declared)));
        }
    }

    private static String pathOfShape(Signature declared) {
        String name = declared.inputs().firstKey();
        boolean isShort = name.equals(Inputs.ONLY) && declared.only().type().isEmpty();
        return isShort ? "spec.input.shape" : "spec.inputs.%s.shape".formatted(name);
    }

    private static String pathOfClasses(Signature declared) {
        return declared.isOfClassesAlone() ? "spec.input.classes" : "spec.task";
    }
}
