package org.quantal.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Descriptions know nothing of the engine that runs them. */
@AnalyzeClasses(packages = "org.quantal.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DESCRIPTIONS_DO_NOT_SEE_THE_ENGINE = noClasses()
            .that().resideInAnyPackage("..network..", "..model..", "..random..", "..record..")
            .should().dependOnClassesThat().resideInAPackage("..engine..");

    @ArchTest
    static final ArchRule ONLY_THE_EXCHANGE_KNOWS_THE_DISRUPTOR = noClasses()
            .that().doNotHaveSimpleName("SpikeExchange")
            .should().dependOnClassesThat().resideInAPackage("com.lmax..");
}
