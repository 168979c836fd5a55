using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Try statements. A catch clause with a cut only records what it caught; its body follows the statement, still inside the region of the same statement's
/// finally clause. A finally clause with a cut follows what it protects.
/// </summary>
sealed partial class BodyReader
{
    /// <summary>The statements <c>throw;</c> of catch bodies that have been moved, and the variable that holds what was caught.</summary>
    readonly Dictionary<ThrowStatementSyntax, int> rethrows = [];

    void ReadTry(TryStatementSyntax attempt, List<Node> nodes)
    {
        if (attempt.Finally is not { Block: var ending })
            ReadCatches(attempt, null, nodes, inScope: false);
        else if (cuts.Holds(ending))
            ReadPending([attempt.Block, .. attempt.Catches], inner => ReadCatches(attempt, null, inner, inScope: true), scope => scope.Add(ReadBlock(ending)), EndsNormally(attempt), ending, nodes);
        else if (attempt.Catches.Any(IsMoved))
            nodes.Add(new TryNode(Protect(inner => ReadCatches(attempt, null, inner, inScope: true)), new([]), MakeCode(ending), new([])));
        else
            ReadCatches(attempt, MakeCode(ending), nodes, inScope: false);
    }

    bool IsMoved(CatchClauseSyntax clause) => cuts.Holds(clause.Block);

    /// <summary>Reads a scope that an exception or jump leaves by way of a handler: no call in it is in tail position.</summary>
    BlockNode Protect(Action<List<Node>> read)
    {
        protectedDepth++;
        try
        {
            return InScope(read);
        }
        finally
        {
            protectedDepth--;
        }
    }

    bool EndsNormally(StatementSyntax statement) => semantics.AnalyzeControlFlow(statement) is not { Succeeded: true, EndPointIsReachable: false } && !HidesEnd(statement);

    /// <summary>True if C# sees that the end is not reached, but its analysis of a region does not: for that, what follows a nested function is alive, even in dead code.</summary>
    bool HidesEnd(StatementSyntax? statement) =>
        statement is not null && statement.DescendantNodes().Any(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) && statement switch
        {
            BlockSyntax block => HidesEnd(block.Statements),
            IfStatementSyntax { Else: { } otherwise } branch => !EndsNormally(branch.Statement) && !EndsNormally(otherwise.Statement),
            TryStatementSyntax attempt => HidesEnd(attempt.Finally?.Block) || (!EndsNormally(attempt.Block) && attempt.Catches.All(c => !EndsNormally(c.Block))),
            UsingStatementSyntax used => !EndsNormally(used.Statement),
            LockStatementSyntax locked => !EndsNormally(locked.Statement),
            CheckedStatementSyntax check => !EndsNormally(check.Block),
            _ => false,
        };

    /// <summary>Nothing leads from a statement that is dead to the end, unless a goto comes in between.</summary>
    bool HidesEnd(IReadOnlyList<StatementSyntax> statements)
    {
        for (var i = statements.Count - 1; i >= 0 && !statements[i].DescendantNodesAndSelf().OfType<LabeledStatementSyntax>().Any(); i--)
        {
            if (semantics.AnalyzeControlFlow(statements[i]) is { Succeeded: true, StartPointIsReachable: false } || (statements[i] is not LocalFunctionStatementSyntax && !EndsNormally(statements[i])))
                return true;
        }
        return false;
    }

    /// <summary>The block and the catch clauses of a try statement; the finally clause too where it is as plain as they are.</summary>
    /// <param name="attempt">The statement.</param>
    /// <param name="ending">The finally clause, unless it stands around.</param>
    /// <param name="nodes">Receives them.</param>
    /// <param name="inScope">True if they are all there is in a scope of their own.</param>
    void ReadCatches(TryStatementSyntax attempt, Code? ending, List<Node> nodes, bool inScope)
    {
        if (attempt.Catches.Any(IsMoved))
        {
            if (inScope)
                ReadMoved(attempt, nodes);
            else
                nodes.Add(InScope(scope => ReadMoved(attempt, scope)));
            return;
        }
        if (attempt.Catches.Count == 0 && ending is null)
        {
            ReadStatements(attempt.Block.Statements, nodes);
            return;
        }
        var block = Protect(inner => ReadStatements(attempt.Block.Statements, inner));
        nodes.Add(new TryNode(block, new(attempt.Catches.Select(Copied)), ending, new([])));
    }

    CatchClause Copied(CatchClauseSyntax clause)
    {
        var header = "catch" + (clause.Declaration is null ? "" : " " + Text(clause.Declaration)) + FilterOf(clause);
        return new(header, MakeCode(clause.Block) with { Effect = effects.Read(clause.Filter, clause.Block) }, Records: false);
    }

    string FilterOf(CatchClauseSyntax clause) => clause.Filter is null ? "" : " " + Text(Compose((SyntaxNode)clause.Filter, none));

    void ReadMoved(TryStatementSyntax attempt, List<Node> scope)
    {
        var moved = attempt.Catches.Where(IsMoved).ToList();
        // If nothing else leads past the handlers, the last body needs no test: C# sees so too.
        var falls = EndsNormally(attempt.Block) || attempt.Catches.Any(c => !IsMoved(c) && EndsNormally(c.Block));
        var clauses = new MovedClauses(moved, falls);
        if (falls || moved.Count > 1)
        {
            clauses.Number = DeclareTyped(pool.Numbered("clause"), semantics.Compilation.GetSpecialType(SpecialType.System_Int32), VariableKind.Kept, attempt);
            clauses.Own.Add(clauses.Number.Value);
            scope.Add(new DeclareNode(clauses.Number.Value, "int", Made("0", Effect.None)));
        }
        DeclareCaught(clauses, scope);
        var block = Protect(inner => ReadStatements(attempt.Block.Statements, inner));
        var copies = attempt.Catches.Select(c => IsMoved(c) ? Recorded(c, clauses, scope) : Copied(c)).ToList();
        scope.Add(new TryNode(block, new(copies), null, new(clauses.Own)));
        var bodies = moved.Select(c => InScope(body => ReadMovedBody(c, clauses, body))).ToList();
        Node chain = bodies[bodies.Count - 1];
        for (var i = bodies.Count - 1; i >= 0; i--)
        {
            if (clauses.Number is not { } number || (i == bodies.Count - 1 && !falls))
                continue;
            var test = Made($"{Name(number)} == {clauses.NumberOf(moved[i])}", Reads(number));
            chain = new IfNode(test, bodies[i], i == bodies.Count - 1 ? null : chain as BlockNode ?? new BlockNode(new([chain]), new([])));
        }
        scope.Add(chain);
    }

    /// <summary>One variable for what any of the clauses caught, if one asks for it.</summary>
    void DeclareCaught(MovedClauses clauses, List<Node> scope)
    {
        var asking = clauses.Asking.ToList();
        if (asking.Count == 0)
            return;
        var exception = semantics.Compilation.GetTypeByMetadataName("System.Exception")!;
        var types = asking.Select(c => CaughtType(c) ?? exception).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).ToList();
        clauses.CaughtType = types.Count == 1 ? types[0] : exception;
        var caught = DeclareTyped(pool.Numbered("caught"), clauses.CaughtType, VariableKind.Kept, asking[0]);
        clauses.Own.Add(caught);
        clauses.Caught = caught;
        clauses.CaughtName = Name(caught);
        scope.Add(new DeclareNode(caught, TypeNames.Of(clauses.CaughtType), Made("default!", Effect.None)));
        foreach (var thrown in asking.SelectMany(MovedClauses.Rethrows))
        {
            rethrows[thrown] = caught;
            elements[thrown] = SyntaxFactory.ParseStatement($"throw {KnownNames.Rethrow}({clauses.CaughtName});");
        }
    }

    ITypeSymbol? CaughtType(CatchClauseSyntax clause) => clause.Declaration is { } declaration ? semantics.GetTypeInfo(declaration.Type, cancel).Type : null;

    /// <summary>What is left of a clause whose body is moved. Its filter stays a filter.</summary>
    CatchClause Recorded(CatchClauseSyntax clause, MovedClauses clauses, List<Node> scope)
    {
        var variable = clause.Declaration?.Identifier is { RawKind: not 0 } identifier ? identifier.ValueText : null;
        var records = new List<string>();
        var declaration = clause.Declaration is null ? "" : " " + Text(clause.Declaration);
        if (clauses.Asking.Contains(clause))
        {
            if (variable is null)
                declaration = $" ({(clause.Declaration is null ? "global::System.Exception" : Text(clause.Declaration.Type))} {names.Thrown})";
            records.Add($"{clauses.CaughtName} = {(variable is null ? names.Thrown : clause.Declaration!.Identifier.Text)};");
        }
        if (clause.Filter is { } filter)
        {
            var captured = filter.DescendantNodes().Where(static n => n is AnonymousFunctionExpressionSyntax).SelectMany(NestedFunctions.Mentioned).ToList();
            var designated = filter.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(static d => d.Identifier.ValueText).ToList();
            if (variable is not null && Writes.Direct(filter).Contains(variable) || Writes.Direct(clause).Any(w => captured.Contains(w) && (w == variable || designated.Contains(w))))
                throw NotWoven(filter, "an exception filter that assigns its variable or shares it, of a clause");
            foreach (var local in filter.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(d => semantics.GetDeclaredSymbol(d, cancel)).OfType<ILocalSymbol>())
                RecordFilterVariable(clause, local, clauses, records, scope);
        }
        if (clauses.Number is { } number)
            records.Add($"{Name(number)} = {clauses.NumberOf(clause)};");
        var text = records.Count == 0 ? "{\n}" : "{\n    " + string.Join("\n    ", records) + "\n}";
        return new("catch" + declaration + FilterOf(clause), Made(text, effects.Read(clause.Filter)), Records: true);
    }

    /// <summary>A variable that a filter declares and the body reads: it is carried over.</summary>
    void RecordFilterVariable(CatchClauseSyntax clause, ILocalSymbol local, MovedClauses clauses, List<string> records, List<Node> scope)
    {
        if (!NestedFunctions.Mentioned(clause.Block).Contains(local.Name))
            return;
        var flows = semantics.AnalyzeDataFlow(clause.Block) is { Succeeded: true } flow && flow.DataFlowsIn.Contains(local, SymbolEqualityComparer.Default);
        int? carrier = null;
        if (flows)
        {
            carrier = DeclareTyped(pool.Numbered(local.Name), local.Type, VariableKind.Kept, clause);
            clauses.Own.Add(carrier.Value);
            scope.Insert(0, new DeclareNode(carrier.Value, TypeNames.Of(local.Type), Made("default!", Effect.None)));
            records.Add($"{Name(carrier.Value)} = {Support.Identifiers.Escape(local.Name)};");
        }
        clauses.FilterVariables(clause).Add((local, carrier));
    }

    void ReadMovedBody(CatchClauseSyntax clause, MovedClauses clauses, List<Node> body)
    {
        if (clause.Declaration is { Identifier.RawKind: not 0 } declaration)
        {
            var exception = semantics.GetDeclaredSymbol(declaration, cancel);
            var cast = SymbolEqualityComparer.Default.Equals(exception!.Type, clauses.CaughtType) ? "" : $"({Text(declaration.Type)})";
            var init = Made(cast + clauses.CaughtName, Reads(clauses.Caught));
            body.Add(new DeclareNode(DeclareLocal(exception, declaration), Text(declaration.Type), init));
        }
        foreach (var (local, carrier) in clauses.FilterVariables(clause))
        {
            var init = carrier is { } from ? Made(Name(from), Reads(from)) : Made("default!", Effect.None);
            body.Add(new DeclareNode(DeclareLocal(local, clause), TypeNames.Of(local.Type), init));
        }
        ReadStatements(clause.Block.Statements, body);
    }
}
