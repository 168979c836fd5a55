using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Finally blocks with cuts. An exception that leaves what is protected is kept, a jump gets a number and its value a variable; the block follows as any other,
/// and then exception or jump go on, into the next such region perhaps.
/// </summary>
sealed partial class BodyReader
{
    readonly Stack<PendingRegion> regions = new();
    int endings;

    /// <summary>The region that a jump leaves first, or null if it may stay as it is.</summary>
    PendingRegion? LeavingRegion(StatementSyntax jump) => regions.Count > 0 && regions.Peek().Leaves(jump) ? regions.Peek() : null;

    /// <param name="protects">The statements that are protected.</param>
    /// <param name="readProtected">Reads them.</param>
    /// <param name="readEnding">Reads what has to run however they are left.</param>
    /// <param name="endsNormally">False if nothing behind is ever reached by itself.</param>
    /// <param name="place">Stands for what is made here.</param>
    /// <param name="nodes">Receives all.</param>
    void ReadPending(
        IReadOnlyList<SyntaxNode> protects, Action<List<Node>> readProtected, Action<List<Node>> readEnding, bool endsNormally, SyntaxNode place, List<Node> nodes) =>
        nodes.Add(InScope(scope =>
        {
            var region = new PendingRegion(protects, $"Ending{++endings}", cuts.Jumps);
            var pending = DeclareTyped(pool.Numbered("pending"), semantics.Compilation.GetTypeByMetadataName("System.Exception")!, VariableKind.Kept, place);
            scope.Add(new DeclareNode(pending, "global::System.Exception?", Made("null", Effect.None)));
            var own = new List<int> { pending };
            if (region.Label is not null)
            {
                own.Add(DeclareTyped(pool.Numbered("leaving"), semantics.Compilation.GetSpecialType(SpecialType.System_Int32), VariableKind.Kept, place));
                scope.Add(new DeclareNode(own[1], "int", Made("0", Effect.None)));
                region.Leaving = Name(own[1]);
            }
            if (result is not null && region.Jumps.Any(static j => j is ReturnStatementSyntax))
            {
                own.Add(DeclareTyped(pool.Numbered("returned"), result, VariableKind.Kept, place));
                scope.Add(new DeclareNode(own[2], TypeNames.Of(result), Made("default!", Effect.None)));
                region.Value = Name(own[2]);
            }
            regions.Push(region);
            BlockNode block;
            try
            {
                block = Protect(readProtected);
            }
            finally
            {
                regions.Pop();
            }
            scope.Add(new PendingNode(block, pending, new(own), region.Label));
            readEnding(scope);
            GoOn(region, own, endsNormally, scope);
        }));

    /// <summary>What was kept goes on.</summary>
    void GoOn(PendingRegion region, List<int> own, bool endsNormally, List<Node> nodes)
    {
        var always = !endsNormally && region.Jumps.Count == 0;
        var rethrow = $"throw {KnownNames.Rethrow}({Name(own[0])});";
        nodes.Add(new SliceNode(Made(
            always ? rethrow : $"if ({Name(own[0])} is not null) {rethrow}", Reads(own[0]) with { Jumps = always ? Jumps.Always : Jumps.None })));
        foreach (var jump in region.Jumps)
        {
            // The last one needs no test where nothing else leads here: C# sees so too.
            always = !endsNormally && jump == region.Jumps[region.Jumps.Count - 1];
            var test = always ? "" : $"if ({region.Leaving} == {region.NumberOf(jump).ToString(CultureInfo.InvariantCulture)}) ";
            var kind = jump switch { ReturnStatementSyntax => Jumps.Return, BreakStatementSyntax => Jumps.Break, ContinueStatementSyntax => Jumps.Continue, _ => Jumps.None };
            nodes.Add(new SliceNode(Made(test + Again(jump, region), Reads([.. own.Skip(1)]) with
            {
                Jumps = kind | (always ? Jumps.Always : Jumps.None),
                Targets = effects.Read(jump).Targets,
            })));
        }
    }

    /// <summary>A jump made again behind the region it left.</summary>
    string Again(StatementSyntax jump, PendingRegion region)
    {
        var value = region.Value.Length == 0 ? null : region.Value;
        if (jump is not ReturnStatementSyntax)
            return Text(Compose(jump, none));
        if (LeavingRegion(jump) is { } outer)
            return outer.Leave(jump, value);
        return value is null ? "return;" : $"return {value};";
    }

    /// <summary>A return: at once, or when the finally blocks with cuts around it have run.</summary>
    void AddReturn(Code? value, List<Node> nodes)
    {
        if (regions.Count == 0)
        {
            nodes.Add(new ReturnNode(value));
            return;
        }
        var region = regions.Peek();
        if (value is not null)
        {
            var kept = value.Effect.Kills.Append(variables.Resolve(region.Value)!.Value).OrderBy(static i => i);
            nodes.Add(new SliceNode(new($"{region.Value} = {value.Text};", $"{region.Value} = {value.Hoisted};", value.Effect with { Kills = new(kept) }, Pure: false)));
        }
        var leave = $"{region.Leaving} = {region.NumberOfReturn.ToString(CultureInfo.InvariantCulture)};\ngoto {region.Label};";
        nodes.Add(new SliceNode(Made(leave, Effect.None with { Jumps = Jumps.Return | Jumps.Always })));
    }
}
