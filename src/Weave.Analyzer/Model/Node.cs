using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>A statement of the normalized body: every cut is the root of a <see cref="CallNode"/> or sits at the back-edge of a <see cref="LoopNode"/>; what holds no cut is text.</summary>
public abstract record Node;

/// <summary>Statements in a scope of their own.</summary>
/// <param name="Nodes">The statements.</param>
/// <param name="Declares">Variables declared directly in this scope.</param>
/// <param name="IsFor">True for the scope around a for loop: its declarations are the loop's initializers.</param>
/// <param name="Header">What stands before its braces: <c>checked</c>, <c>unchecked</c> or nothing.</param>
public sealed record BlockNode(EquatableArray<Node> Nodes, EquatableArray<int> Declares, bool IsFor = false, string Header = "") : Node
{
    /// <summary>The return, if the block is nothing but a return that only reads: a base case. Null otherwise.</summary>
    public ReturnNode? BaseCase => Nodes.Count == 1 && Nodes[0] is ReturnNode { Value: null or { Pure: true } } ret ? ret : null;
}

/// <summary>A statement without cuts.</summary>
/// <param name="Code">Its text.</param>
/// <param name="BaseCase">True for <c>if (pure) return pure;</c>: before the entry poll, because resuming evaluates it again.</param>
public sealed record SliceNode(Code Code, bool BaseCase = false) : Node;

/// <summary>The poll at the entry of a function that recurses: sunk past its base cases.</summary>
public sealed record EntryPollNode : Node;

/// <summary>The declaration of one variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="SourceType">Its type as the source has it, perhaps <c>var</c>.</param>
/// <param name="Init">Its initial value, or null.</param>
public sealed record DeclareNode(int Variable, string SourceType, Code? Init) : Node;

/// <summary>A required cut: the call of a woven twin.</summary>
/// <param name="Cut">The cut's number.</param>
/// <param name="Target">The variable that takes the result, declared here; or null.</param>
/// <param name="Call">The call of the twin.</param>
/// <param name="ResultType">Type of the result as code writes it; <c>void</c> for none.</param>
public sealed record CallNode(int Cut, int? Target, Code Call, string ResultType) : Node;

/// <summary>A call in tail position: no frame.</summary>
/// <param name="Call">The call of the twin.</param>
/// <param name="Self">If the function calls itself: a jump to the start does it, on any tier of the JIT. Null otherwise.</param>
public sealed record TailCallNode(Code Call, SelfJump? Self) : Node;

/// <summary>A call of the function itself in tail position: a loop over its body.</summary>
/// <param name="Arguments">The new values of the parameters.</param>
/// <param name="Cut">The cut at this back-edge; its contract is the parameters, and it resumes at the start.</param>
public sealed record SelfJump(EquatableArray<Code> Arguments, int Cut);

/// <summary>A condition with cuts in its branches.</summary>
/// <param name="Condition">The condition, without cuts.</param>
/// <param name="Then">The first branch.</param>
/// <param name="Else">The second branch, or null.</param>
public sealed record IfNode(Code Condition, BlockNode Then, BlockNode? Else) : Node;

/// <summary>A loop with a cut at its back-edge or in its body.</summary>
/// <param name="Number">Names its labels.</param>
/// <param name="Condition">Evaluated before each iteration; null for none.</param>
/// <param name="PostCondition">Evaluated after each iteration (do); null for none.</param>
/// <param name="Incrementors">Evaluated after each iteration, also after continue.</param>
/// <param name="Body">The body.</param>
/// <param name="Ending">Run after each iteration, also after continue, where incrementors or the condition of a do loop hold cuts; null otherwise.</param>
/// <param name="Continues">True if the body jumps to what runs after each iteration.</param>
/// <param name="Poll">The cut at its back-edge, or null.</param>
/// <param name="Strip">How it may be strip-mined, or null.</param>
public sealed record LoopNode(
    int Number,
    Code? Condition,
    Code? PostCondition,
    EquatableArray<Code> Incrementors,
    BlockNode Body,
    BlockNode? Ending,
    bool Continues,
    int? Poll,
    Strip? Strip) : Node;

/// <summary>A try statement with a cut in its block, or in a catch clause: such a clause only records what it caught, and its body follows the statement.</summary>
/// <param name="Block">The block.</param>
/// <param name="Catches">Its catch clauses, without cuts.</param>
/// <param name="Finally">The block of its finally clause, without cuts, or null.</param>
/// <param name="Own">The variables that clauses record in: all unset while the block runs.</param>
public sealed record TryNode(BlockNode Block, EquatableArray<CatchClause> Catches, Code? Finally, EquatableArray<int> Own) : Node;

/// <summary>What a finally clause with a cut protects: an exception or jump that leaves it is kept until the clause, which follows as an ordinary block, has run.</summary>
/// <param name="Block">The protected statements.</param>
/// <param name="Pending">The variable that keeps an exception.</param>
/// <param name="Own">That one, and those that keep a jump and its value: all unset while the protected statements run.</param>
/// <param name="Label">Where jumps that leave go to first, or null if there are none.</param>
public sealed record PendingNode(BlockNode Block, int Pending, EquatableArray<int> Own, string? Label) : Node;

/// <summary>A return of a value without cuts, or of none.</summary>
/// <param name="Value">The value, or null.</param>
public sealed record ReturnNode(Code? Value) : Node;

/// <summary>A label of the source that a goto leads to.</summary>
/// <param name="Name">Its name in generated code.</param>
/// <param name="Passed">True if a goto passes declarations on its way here.</param>
public sealed record LabelNode(string Name, bool Passed) : Node;

/// <summary>The poll of a loop that gotos make: stands behind the label they lead back to, and resumes there.</summary>
/// <param name="Cut">The cut's number.</param>
public sealed record PollNode(int Cut) : Node;

/// <summary>A switch with sections of its own: with a cut in one of them, or after one in what is switched on.</summary>
/// <param name="Section">The variable that says in a resumed body which section is chosen: 1 for the first.</param>
/// <param name="Selector">What is switched on, without cuts.</param>
/// <param name="Chosen">True if <paramref name="Section"/> is set before the switch, and is what is switched on: a guard held a cut.</param>
/// <param name="Sections">The sections, in order.</param>
public sealed record SwitchNode(int Section, Code Selector, bool Chosen, EquatableArray<SwitchSection> Sections) : Node;
