package org.quantal.rate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Theory looks at simulations, never the other way; transfer functions know nothing of networks. */
@AnalyzeClasses(packages = "org.quantal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SIMULATIONS_DO_NOT_SEE_THE_REDUCTION = noClasses()
            .that().resideInAnyPackage("org.quantal.simulator..", "org.quantal.models..", "org.quantal.io..")
            .should().dependOnClassesThat().resideInAPackage("org.quantal.rate..");

    @ArchTest
    static final ArchRule TRANSFER_FUNCTIONS_DO_NOT_SEE_NETWORKS = noClasses()
            .that().resideInAnyPackage("org.quantal.rate", "org.quantal.rate.siegert..")
            .should().dependOnClassesThat().resideInAnyPackage("org.quantal.rate.meanfield..",
            "org.quantal.simulator.engine..",
                    "org.quantal.io..");
}
