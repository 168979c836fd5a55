using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Generated code compiles wherever its source does: in the oldest language it may meet and in the newest, with every warning an error.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public void Generated_code_compiles_without_a_warning(LanguageVersion version)
    {
        // The samples' own warnings stay theirs; what is generated has none to hide behind.
        var compilation = GeneratorHost.Compile("Language", version, SampleFile.In(version).Select(static f => (f.Name + ".cs", f.Text)));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var strict = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([]));
        var (whole, generated) = GeneratorHost.Generate(strict, version);
        Assert.NotEmpty(generated);
        var found = whole.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && generated.Contains(d.Location.SourceTree!)).Select(Corpus.Describe);
        Assert.Empty(found);
    }

    [Fact]
    public void Overflow_checks_of_the_project_hold_for_generated_code()
    {
        var compilation = GeneratorHost.Compile("Checked", LanguageVersion.Latest, SampleFile.All.Select(static f => (f.Name + ".cs", f.Text)));
        var (whole, _) = GeneratorHost.Generate(compilation.WithOptions(compilation.Options.WithOverflowChecks(true)), LanguageVersion.Latest);
        Assert.DoesNotContain(whole.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
    }
}
