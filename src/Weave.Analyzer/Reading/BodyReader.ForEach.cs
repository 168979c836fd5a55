using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>A foreach is what C# says it is: an index over an array or string; over anything else an enumerator, which is disposed of when the loop is left.</summary>
sealed partial class BodyReader
{
    void ReadForEach(CommonForEachStatementSyntax loop, ForEachShape shape, List<Node> nodes)
    {
        DeclareExpressionVariables(loop.Expression, nodes);
        var sequence = Lower(loop.Expression, nodes);
        if (shape.Kind == ForEachKind.Indexed)
            ReadIndexed(loop, shape, sequence, nodes);
        else if (shape.Kind == ForEachKind.Awaited)
            ReadAwaited(loop, shape, sequence, nodes);
        else
            ReadEnumerated(loop, shape, sequence, nodes);
    }

    void ReadIndexed(CommonForEachStatementSyntax loop, ForEachShape shape, ExpressionSyntax sequence, List<Node> nodes)
    {
        // The source evaluates its sequence once; a variable that the loop does not write needs no copy.
        var indexed = IsStableVariable(loop.Expression, [loop.Statement])
            ? Text(sequence)
            : Name(Spill(sequence, loop.Expression, shape.Sequence, nodes, "sequence"));
        var index = pool.Numbered("index");
        nodes.Add(new DeclareNode(
            variables.Declare(index, semantics.Compilation.GetSpecialType(SpecialType.System_Int32), "int", "int", VariableKind.Spill), "int",
            MakeCode(SyntaxFactory.ParseExpression("0"), loop)));
        var isGrid = shape.Sequence is IArrayTypeSymbol { Rank: > 1 };
        var element = isGrid ? $"{KnownNames.Cursors}.Grid.At<{TypeNames.Of(((IArrayTypeSymbol)shape.Sequence).ElementType)}>({indexed}, {index})" : $"{indexed}[{index}]";
        var strip = !isGrid && StripFinder.IsCheap(loop.Statement, semantics) ? new Strip(index, $"{indexed}.Length", "<", null) : null;
        nodes.Add(ReadLoopCore(
            loop, SyntaxFactory.ParseExpression($"{index} < {indexed}.Length"), null, [SyntaxFactory.ParseExpression($"{index}++")], loop.Statement, strip,
            body => Iterate(loop, element, body)));
    }

    void ReadEnumerated(CommonForEachStatementSyntax loop, ForEachShape shape, ExpressionSyntax sequence, List<Node> nodes)
    {
        var begin = shape.Walk is null ? Begin(loop, shape, sequence) : $"{KnownNames.Cursors}.Walk.Over({Text(sequence)})";
        var init = MakeCode(SyntaxFactory.ParseExpression(begin), loop.Expression);
        var cursor = pool.Numbered("cursor");
        var schema = shape.Cursor is null ? TypeNames.Schema(shape.Enumerator!) : $"cursor<{TypeNames.Schema(shape.Collection!)}>";
        var kind = shape.Cursor is null ? VariableKind.Spill : VariableKind.Cursor;
        var variable = variables.Declare(cursor, shape.Collection, shape.Walk ?? TypeNames.Of(shape.Enumerator!), schema, kind, shape.Cursor);
        Sequences[variable] = loop;
        nodes.Add(new DeclareNode(variable, "var", init));
        LoopNode Read() => ReadLoopCore(
            loop, SyntaxFactory.ParseExpression($"{cursor}.MoveNext()"), null, [], loop.Statement, null, body => Iterate(loop, $"{cursor}.Current", body));
        if (!shape.Disposes)
        {
            nodes.Add(Read());
            return;
        }
        protectedDepth++;
        var block = InScope(scope => scope.Add(Read()));
        protectedDepth--;
        nodes.Add(new TryNode(block, new([]), MakeStatement($"{{ {shape.Disposal(cursor)} }}", loop), new([])));
    }

    /// <summary>The call that gives the enumerator.</summary>
    string Begin(CommonForEachStatementSyntax loop, ForEachShape shape, ExpressionSyntax sequence)
    {
        var start = semantics.GetForEachStatementInfo(loop).GetEnumeratorMethod!;
        var text = Parenthesized(sequence);
        if (shape.Sequence.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            text += ".Value";
        // An interface's method may be implemented explicitly, or hidden by another of the same name.
        if (start.ContainingType.TypeKind == TypeKind.Interface && !SymbolEqualityComparer.Default.Equals(start.ContainingType, shape.Sequence) && shape.Sequence is not ITypeParameterSymbol)
            text = $"(({TypeNames.Of(start.ContainingType)}){text})";
        return $"{text}.{start.Name}()";
    }

    /// <summary>Steps are awaits like any other, and so is the end, however the loop is left.</summary>
    void ReadAwaited(CommonForEachStatementSyntax loop, ForEachShape shape, ExpressionSyntax sequence, List<Node> nodes)
    {
        var info = semantics.GetForEachStatementInfo(loop);
        var type = shape.Enumerator!;
        var step = info.MoveNextMethod!.ReturnType;
        if (!TaskTypes.IsAwaited(step) || TaskTypes.AwaitResult(step) is not { SpecialType: SpecialType.System_Boolean } moving)
            throw NotWoven(loop, $"await of '{step.ToDisplayString()}'");
        var cursor = pool.Numbered("cursor");
        var variable = DeclareTyped(cursor, type, VariableKind.Spill, loop);
        Sequences[variable] = loop;
        nodes.Add(new DeclareNode(
            variable, "var", MakeCode(SyntaxFactory.ParseExpression(Begin(loop, shape, sequence)), loop.Expression)));
        LoopNode Read() => ReadLoopCore(loop, null, null, [], loop.Statement, null, body =>
        {
            var moved = pool.Numbered("moved");
            var call = MakeCode(SyntaxFactory.ParseExpression($"{KnownNames.ForeignAwait}({names.Context}, {cursor}.{info.MoveNextMethod.Name}())"), loop);
            body.Add(new CallNode(NewCut(cuts.At(Head(loop))!, AnchorOf(loop)), DeclareTyped(moved, moving, VariableKind.Spill, loop), call, "bool"));
            body.Add(new SliceNode(MakeStatement($"if (!{moved}) break;", loop)));
            Iterate(loop, $"{cursor}.Current", body);
        });
        if (info.DisposeMethod is { } disposal)
            ReadPending([loop], scope => scope.Add(Read()), ending => ReadDisposal(cursor, type, disposal, loop, ending), endsNormally: true, loop, nodes);
        else
            nodes.Add(Read());
    }

    /// <summary>What declares the iteration's variable: it stands for the steps of an <c>await foreach</c>, as the loop does for its end.</summary>
    internal static SyntaxNode Head(CommonForEachStatementSyntax loop) => loop is ForEachVariableStatementSyntax each ? each.Variable : ((ForEachStatementSyntax)loop).Type;

    /// <summary>The iteration's own variables, fresh each time.</summary>
    void Iterate(CommonForEachStatementSyntax loop, string element, List<Node> body)
    {
        if (loop is ForEachVariableStatementSyntax { Variable: var pattern })
        {
            DeclareExpressionVariables(pattern);
            body.Add(new SliceNode(MakeStatement($"{Text(pattern)} = {element};", loop)));
            return;
        }
        var each = (ForEachStatementSyntax)loop;
        var local = (ILocalSymbol)semantics.GetDeclaredSymbol(each, cancel)!;
        var cast = each.Type.IsVar || semantics.GetForEachStatementInfo(loop).ElementConversion.IsIdentity ? "" : $"({Text(each.Type)})";
        body.Add(new DeclareNode(DeclareLocal(local, loop), Text(each.Type), MakeCode(SyntaxFactory.ParseExpression(cast + element), loop)));
    }
}
