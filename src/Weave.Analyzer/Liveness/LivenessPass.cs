using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Liveness;

/// <summary>
/// Finds the contract of each cut: the variables that may be read after it before they are written. A backward walk over the normalized body, loops to
/// a fixpoint; inside a try, what its handlers read is live everywhere, because any point may throw.
/// </summary>
public static class LivenessPass
{
    /// <summary>The cuts, entry first, with their contracts.</summary>
    public static IReadOnlyList<Cut> Run(BlockNode body, IReadOnlyList<Variable> variables, Cut entry, IReadOnlyList<Cut> cuts)
    {
        var walk = new Walk(cuts.Count + 1, [.. entry.Contract]);
        walk.Solve(body);
        return [entry, .. cuts.Select(c => c with { Contract = new(walk.Live[c.Number].Where(i => i < variables.Count).OrderBy(static i => i)) })];
    }

    /// <summary>What is live where control can leave to, other than by going on.</summary>
    sealed record Exits(HashSet<int> Break, HashSet<int> Continue, HashSet<int> Return, HashSet<int> Handler)
    {
        public static readonly Exits None = new([], [], [], []);
    }

    sealed class Walk(int cuts, HashSet<int> parameters)
    {
        public HashSet<int>[] Live { get; } = [.. Enumerable.Range(0, cuts).Select(static _ => new HashSet<int>())];

        /// <summary>What is live at each label, as far as it is known.</summary>
        readonly Dictionary<string, HashSet<int>> labels = new(StringComparer.Ordinal);
        bool changed;

        /// <summary>Walks the body until nothing new is live at a label: a goto back meets its label after the code before it.</summary>
        public void Solve(BlockNode body)
        {
            do
            {
                changed = false;
                Before(body, [], Exits.None);
            }
            while (changed);
        }

        void AtLabel(string name, HashSet<int> live)
        {
            if (!labels.TryGetValue(name, out var known))
                labels.Add(name, known = []);
            var before = known.Count;
            known.UnionWith(live);
            changed |= known.Count != before;
        }

        /// <summary>What is live before a node, given what is live after it.</summary>
        public HashSet<int> Before(Node node, HashSet<int> after, Exits exits)
        {
            switch (node)
            {
                case BlockNode block:
                    var live = new HashSet<int>(after);
                    for (var i = block.Nodes.Count - 1; i >= 0; i--)
                        live = Before(block.Nodes[i], live, exits);
                    live.ExceptWith(block.Declares);
                    return live;
                case SliceNode slice:
                    return Through(slice.Code.Effect, after, exits);
                case DeclareNode declare:
                    var undeclared = new HashSet<int>(after);
                    undeclared.Remove(declare.Variable);
                    return declare.Init is null ? undeclared : Through(declare.Init.Effect, undeclared, exits);
                case CallNode call:
                    var resumed = new HashSet<int>(after);
                    if (call.Target is { } target)
                        resumed.Remove(target);
                    resumed.UnionWith(exits.Handler);
                    Live[call.Cut].UnionWith(resumed);
                    return Through(call.Call.Effect, resumed, exits);
                case TailCallNode tail:
                    if (tail.Self is { } self)
                        Live[self.Cut].UnionWith(parameters);
                    return Through(tail.Call.Effect, exits.Return, exits);
                case ReturnNode ret:
                    return Through(ret.Value?.Effect ?? Effect.None, exits.Return, exits);
                case IfNode branch:
                    var either = new HashSet<int>(Before(branch.Then, after, exits));
                    either.UnionWith(branch.Else is null ? after : Before(branch.Else, after, exits));
                    return Through(branch.Condition.Effect, either, exits);
                case LoopNode loop:
                    return Loop(loop, after, exits);
                case TryNode attempt:
                    return Try(attempt, after, exits);
                case PendingNode pending:
                    return Pending(pending, after);
                case SwitchNode choice:
                    return Switch(choice, after, exits);
                case LabelNode label:
                    AtLabel(label.Name, after);
                    return after;
                case PollNode poll:
                    var polled = new HashSet<int>(after);
                    polled.UnionWith(exits.Handler);
                    Live[poll.Cut].UnionWith(polled);
                    return polled;
                case EntryPollNode:
                    return after;
                default:
                    throw new InvalidOperationException($"No liveness rule for {node.GetType().Name}.");
            }
        }

        HashSet<int> Through(Effect effect, HashSet<int> after, Exits exits)
        {
            var live = new HashSet<int>(exits.Handler);
            if ((effect.Jumps & Jumps.Always) == 0)
                live.UnionWith(after.Where(i => !effect.Kills.Contains(i)));
            if ((effect.Jumps & Jumps.Break) != 0)
                live.UnionWith(exits.Break);
            if ((effect.Jumps & Jumps.Continue) != 0)
                live.UnionWith(exits.Continue);
            if ((effect.Jumps & Jumps.Return) != 0)
                live.UnionWith(exits.Return);
            foreach (var target in effect.Targets)
            {
                if (labels.TryGetValue(target, out var there))
                    live.UnionWith(there);
            }
            live.UnionWith(effect.Uses);
            return live;
        }

        HashSet<int> Switch(SwitchNode choice, HashSet<int> after, Exits exits)
        {
            var inside = exits with { Break = after };
            var live = new HashSet<int>(choice.Sections.Any(static s => s.IsDefault) ? [] : after);
            foreach (var section in choice.Sections)
            {
                var entered = new HashSet<int>(Before(section.Body, after, inside));
                if (choice.Chosen)
                    entered.UnionWith(section.Bound.Select(static b => b.Temporary));
                if (section.Target is { } target)
                    AtLabel(target, entered);
                live.UnionWith(entered);
                foreach (var label in section.Labels)
                    live.UnionWith(label.Effect.Uses);
            }
            return Through(choice.Selector.Effect, live, exits);
        }

        HashSet<int> Loop(LoopNode loop, HashSet<int> after, Exits exits)
        {
            var header = new HashSet<int>();
            while (true)
            {
                var next = new HashSet<int>(header);
                if (loop.PostCondition is { } post)
                {
                    next.UnionWith(after);
                    next = Through(post.Effect, next, exits);
                }
                for (var i = loop.Incrementors.Count - 1; i >= 0; i--)
                    next = Through(loop.Incrementors[i].Effect, next, exits);
                if (loop.Ending is { } ending)
                    next = Before(ending, next, exits with { Break = after });
                var live = new HashSet<int>(Before(loop.Body, next, exits with { Break = after, Continue = next }));
                if (loop.Condition is { } condition)
                {
                    live.UnionWith(after);
                    live = Through(condition.Effect, live, exits);
                }
                live.UnionWith(exits.Handler);
                live.UnionWith(header);
                if (live.Count == header.Count)
                    break;
                header = live;
            }
            if (loop.Poll is { } poll)
                Live[poll].UnionWith(header);
            return header;
        }

        /// <summary>However the protected statements are left, what follows them runs first. What keeps exception and jump is unset until then, and need not be saved.</summary>
        HashSet<int> Pending(PendingNode pending, HashSet<int> after)
        {
            var left = new HashSet<int>(after);
            left.ExceptWith(pending.Own);
            return Before(pending.Block, left, new(left, left, left, left));
        }

        HashSet<int> Try(TryNode attempt, HashSet<int> after, Exits exits)
        {
            var ending = attempt.Finally?.Effect ?? Effect.None;
            var normal = attempt.Finally is null ? after : Through(ending, after, exits);
            HashSet<int> With(HashSet<int> set) => [.. set, .. ending.Uses];
            var outer = new Exits(With(exits.Break), With(exits.Continue), With(exits.Return), With(exits.Handler));
            var handler = new HashSet<int>(outer.Handler);
            foreach (var clause in attempt.Catches)
                handler.UnionWith(Through(clause.Body.Effect, normal, outer));
            // What the clauses record in is unset until they do, and need not be saved.
            handler.ExceptWith(attempt.Own);
            return Before(attempt.Block, [.. normal.Except(attempt.Own)], outer with { Handler = handler });
        }
    }
}
