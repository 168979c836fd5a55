using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Generator.Lowering;

/// <summary>
/// Model to lowered body: what both bodies of a function share. <see cref="EntryLowering"/> keeps the source as it is and adds polls and captures;
/// <see cref="ResumeLowering"/> adds a dispatch to each block that holds a cut. Two bodies, because a dispatch costs hot loops their bounds-check elimination.
/// </summary>
abstract partial class BodyLowering(FunctionModel function)
{
    protected FunctionModel Function { get; } = function;

    protected CutText Text { get; } = new(function);

    /// <summary>Variables of any contract: they are declared with a value, because C# cannot see that they are never read before they are written.</summary>
    readonly HashSet<int> saved = [.. function.Cuts.SelectMany(static c => c.Contract), .. HiddenAssignments.Of(function)];

    protected bool IsSaved(int variable) => saved.Contains(variable);

    /// <summary>A poll may be left out, and is while an enumerator is live that turns out to be one that cannot be saved.</summary>
    protected string Poll(int cut)
    {
        var open = Function.Cuts[cut].Contract.Select(i => Function.Variables[i]).Where(static v => v.IsOpen);
        var guards = string.Concat(open.Select(v => $" && {Text.Context}.CanSave({v.Name})"));
        return $"if ({Text.Context}.Request != 0{guards}) {Text.Capture(cut)} {Text.Comment(cut)}";
    }

    protected string AfterCall(int cut) => $"if ({Text.Context}.Unwinding) {Text.Capture(cut)} {Text.Comment(cut)}";

    protected static Statement Of(string text, int line = 0) => new(text, line);

    /// <summary>The statements of a block, without its braces.</summary>
    public List<Lowered> Statements(BlockNode block)
    {
        var lowered = new List<Lowered>();
        Open(block, lowered);
        foreach (var node in block.Nodes)
            Lower(node, block, lowered);
        return lowered;
    }

    /// <summary>What a block begins with.</summary>
    protected virtual void Open(BlockNode block, List<Lowered> lowered)
    {
    }

    protected virtual void Lower(Node node, BlockNode block, List<Lowered> lowered)
    {
        switch (node)
        {
            case SliceNode slice:
                lowered.Add(Of(CodeIn(slice.Code, block), slice.Code.Line));
                return;
            case DeclareNode declare when Hoists(block) && Function.Variables[declare.Variable].HasTypeName:
                if (declare.Init is { } value)
                    lowered.Add(Of($"{Function.Variables[declare.Variable].Name} = {value.Hoisted};", value.Line));
                return;
            case DeclareNode declare:
                lowered.Add(Of(Declaration(declare), declare.Init?.Line ?? 0));
                return;
            case BlockNode { IsFor: true } scope:
                For(scope, lowered);
                return;
            case BlockNode inner:
                lowered.Add(new Braces(inner.Header, new(Statements(inner))));
                return;
            case CallNode call:
                Call(call, block, lowered);
                return;
            case TailCallNode tail:
                lowered.Add(Of(TailCall(tail, block), tail.Call.Line));
                return;
            case ReturnNode ret:
                lowered.Add(Of(ret.Value is null ? "return;" : $"return {CodeIn(ret.Value, block)};", ret.Value?.Line ?? 0));
                return;
            case IfNode branch:
                If(branch, block, lowered);
                return;
            case LoopNode loop:
                lowered.Add(Loop(loop, initializer: ""));
                return;
            case SwitchNode choice:
                Switch(choice, block, lowered);
                return;
            case LabelNode label:
                lowered.Add(new Label(label.Name));
                // A label needs a statement.
                if (ReferenceEquals(block.Nodes[block.Nodes.Count - 1], label))
                    lowered.Add(Of(";"));
                return;
            case PollNode poll:
                lowered.Add(Of(Poll(poll.Cut)));
                return;
            case TryNode attempt:
                Try(attempt, lowered);
                return;
            case PendingNode pending:
                Pending(pending, lowered);
                return;
            case EntryPollNode:
                EntryPoll(lowered);
                return;
            default:
                throw new InvalidOperationException($"No lowering for {node.GetType().Name}.");
        }
    }

    /// <summary>True if the block declares its variables before its first statement.</summary>
    protected abstract bool Hoists(BlockNode block);

    /// <summary>The text of code in a block: the hoisted form where the block declares its variables up front.</summary>
    protected string CodeIn(Code code, BlockNode block) => Hoists(block) ? code.Hoisted : code.Text;

    protected string Declaration(DeclareNode declare)
    {
        var name = Function.Variables[declare.Variable].Name;
        if (declare.Init is { } init)
            return $"{declare.SourceType} {name} = {init.Text};";
        return saved.Contains(declare.Variable) || Function.Variables[declare.Variable].IsDefaulted ? $"{declare.SourceType} {name} = default!;" : $"{declare.SourceType} {name};";
    }

    protected abstract void Call(CallNode call, BlockNode block, List<Lowered> lowered);

    protected virtual string TailCall(TailCallNode tail, BlockNode block) => $"return {CodeIn(tail.Call, block)};";

    protected abstract void EntryPoll(List<Lowered> lowered);

    protected abstract void For(BlockNode scope, List<Lowered> lowered);

    protected abstract string Condition(IfNode branch, BlockNode block);

    protected abstract string Condition(LoopNode loop);

    void If(IfNode branch, BlockNode block, List<Lowered> lowered)
    {
        lowered.Add(new Braces($"if ({Condition(branch, block)})", new(Statements(branch.Then)), branch.Condition.Line));
        if (branch.Else is { } otherwise)
            lowered.Add(new Braces("else", new(Statements(otherwise))));
    }

    protected Braces Loop(LoopNode loop, string initializer)
    {
        var body = new List<Lowered>();
        if (loop.Strip is { } strip)
        {
            Strip(strip, Statements(loop.Body), body);
        }
        else if (loop.Ending is { } ending)
        {
            // Body and ending are two scopes, each with cuts of its own.
            IEnumerable<Node> parts = loop.Continues ? [loop.Body, new LabelNode($"Next{loop.Number}", Passed: false), ending] : [loop.Body, ending];
            body.AddRange(Statements(new BlockNode(new(parts), EquatableArray<int>.Empty)));
        }
        else
        {
            var statements = Statements(loop.Body);
            // C# lets no jump pass a using declaration: such a body keeps its braces, and the label stands outside.
            if (loop.Continues && loop.Body.Nodes.Any(static n => n is SliceNode { Code.Text: var text } && text.StartsWith("using ", StringComparison.Ordinal)))
                body.Add(new Braces("", new(statements)));
            else
                body.AddRange(statements);
            if (loop.Continues)
                body.Add(new Label($"Next{loop.Number}"));
            body.AddRange(loop.Incrementors.Select(static i => Of(i.Text, i.Line)));
        }
        if (loop.PostCondition is { } post)
            body.Add(Of($"if (!({post.Text})) break;", post.Line));
        if (loop.Poll is { } poll)
            body.Add(Of(Poll(poll)));
        else if (loop.Continues && loop.Incrementors.Count == 0 && loop.PostCondition is null)
            body.Add(Of(";"));
        var condition = Condition(loop);
        return new(initializer.Length > 0 || condition.Length == 0 ? $"for ({initializer};{Spaced(condition)};)" : $"while ({condition})", new(body), loop.Condition?.Line ?? 0);
    }

    static string Spaced(string condition) => condition.Length == 0 ? "" : " " + condition;

    void Strip(Strip strip, List<Lowered> iteration, List<Lowered> body)
    {
        var bound = Function.Names.Strip;
        if (strip.Span is not { } span)
        {
            body.Add(new Braces(StripHeader(strip, bound), new(iteration)));
            return;
        }
        body.Add(Of($"var {bound} = {Analyzer.KnownNames.Strip}.End({strip.Counter}, {strip.Bound});"));
        body.Add(new Braces($"foreach (ref var {span.Item} in global::System.MemoryExtensions.AsSpan({span.Array}, {strip.Counter}, {bound} - {strip.Counter}))", new(iteration)));
        body.Add(Of($"{strip.Counter} = {bound};"));
    }

    static string StripHeader(Strip strip, string bound)
    {
        var (i, end, step) = (strip.Counter, strip.Bound, strip.Step);
        var runtime = Analyzer.KnownNames.Strip;
        if (step is not null)
            return $"for (var {bound} = {runtime}.Count({i}, {end}, {step}); {bound} > 0; {bound}--, {i} += {step})";
        return strip.Operator switch
        {
            "<" => $"for (var {bound} = {runtime}.End({i}, {end}); {i} < {bound}; {i}++)",
            "<=" => $"for (var {bound} = {runtime}.Through({i}, {end}); {i} <= {bound}; {i}++)",
            ">" => $"for (var {bound} = {runtime}.EndDown({i}, {end}); {i} > {bound}; {i}--)",
            _ => $"for (var {bound} = {runtime}.ThroughDown({i}, {end}); {i} >= {bound}; {i}--)",
        };
    }

    void Pending(PendingNode pending, List<Lowered> lowered)
    {
        lowered.Add(new Braces("try", new(Statements(pending.Block))));
        lowered.Add(new Braces(
            $"catch (global::System.Exception {Function.Names.Thrown}) when (!{Text.Context}.Unwinding)",
            new([Of($"{Function.Variables[pending.Pending].Name} = {Function.Names.Thrown};")])));
        if (pending.Label is { } label)
            lowered.Add(new Label(label));
    }

    void Try(TryNode attempt, List<Lowered> lowered)
    {
        lowered.Add(new Braces("try", new(Statements(attempt.Block))));
        foreach (var clause in attempt.Catches)
            lowered.AddRange([Of(clause.Header), Of(clause.Body.Text, clause.Body.Line)]);
        if (attempt.Finally is not { } ending)
            return;
        lowered.Add(new Braces("finally", new([Of($"if (!{Text.Context}.Unwinding)"), Of($"{(ending.Text[0] == '{' ? "" : "    ")}{ending.Text}", ending.Line)])));
        // Nor does C# see behind the guard that nothing follows.
        if ((ending.Effect.Jumps & Jumps.Always) != 0)
            lowered.Add(Of("throw new global::System.InvalidOperationException(\"A finally block that always throws was passed.\");"));
    }
}
