using Weave.Contracts;
using Weave.Generator.Emit;

namespace Weave.Generator.Codecs;

/// <summary>Writes the contracts of a module into it, so that tools can compare modules without loading them.</summary>
static class ContractsEmitter
{
    public static GeneratedFile Emit(ContractSet contracts)
    {
        var writer = new SourceWriter();
        Housing.Head(writer);
        writer.Line($"[assembly: global::{Analyzer.KnownNames.ContractsAttribute.Replace("Attribute", "")}(").Line("\"\"\"\"");
        foreach (var line in contracts.ToText().Split('\n').Where(static line => line.Length > 0))
            writer.Line(line);
        writer.Line("\"\"\"\")]");
        return new("Weave.Contracts.g.cs", writer.ToString());
    }
}
