using Weave.Analyzer.Model;
using Weave.Generator.Lowering;

namespace Weave.Generator.Emit;

/// <summary>Writes the file of one fragment function: entry body, resume body, captures, frame, and the entry in <c>Fragments</c>.</summary>
public static class FunctionEmitter
{
    const string Context = Analyzer.KnownNames.RunContext;

    /// <summary>The generated file.</summary>
    public static string Emit(FunctionModel function) => TypeFile.Write(function.Signature.Context, writer =>
    {
        var signature = function.Signature;
        var text = new CutText(function);
        Woven(writer, function);
        writer.Line();
        if (signature.Dispatch.IsChecked)
        {
            DispatchEmitter.Check(writer, signature);
            writer.Line();
        }
        if (CutsInside.Of(function.Body).Any())
        {
            Resume(writer, function, text);
            writer.Line();
        }
        foreach (var cut in function.Cuts.Where(c => IsCaptured(function, c)))
        {
            Capture(writer, function, text, cut);
            writer.Line();
        }
        Frame(writer, function, text);
        writer.Line();
        FrameEmitter.Register(writer, signature, text.Frame);
        if (signature.EntryAccessibility.Length > 0)
        {
            writer.Line();
            Entry(writer, function, text);
        }
    });

    /// <summary>The variables of any contract.</summary>
    static IEnumerable<Variable> Saved(FunctionModel function)
    {
        var saved = new HashSet<int>(function.Cuts.SelectMany(static c => c.Contract));
        return function.Variables.Where((_, i) => saved.Contains(i));
    }

    static bool IsCaptured(FunctionModel function, Cut cut) => cut.Number > 0 || function.IsPlaced || HasEntryPoll(function.Body);

    static bool HasEntryPoll(Node? node) => node switch
    {
        EntryPollNode => true,
        BlockNode block => block.Nodes.Any(HasEntryPoll),
        IfNode branch => HasEntryPoll(branch.Then) || HasEntryPoll(branch.Else),
        _ => false,
    };

    static string Static(MethodSignature signature) => signature.IsStatic ? "static " : signature.IsReadOnly ? "readonly " : "";

    /// <summary>What makes a hidden member private: nothing, but in an interface.</summary>
    static string Private(MethodSignature signature) => signature.Context.IsInterface ? "private " : "";

    static void Woven(SourceWriter writer, FunctionModel function)
    {
        var signature = function.Signature;
        var parameters = FrameEmitter.Parameters(signature, $"{Context} {function.Names.Context}");
        var dispatch = signature.Dispatch;
        var returns = $"{Static(signature)}{signature.ResultType}";
        var twin = $"{signature.Accessibility}{(signature.Accessibility.Length > 0 ? " " : "")}{dispatch.Modifiers}{returns} {(dispatch.Explicit is { } face ? face + "." : "")}{signature.Name}__woven{signature.Generics}({parameters}){dispatch.Clauses}";
        var baseCases = BaseCases.Of(function).ToList();
        var file = signature.Context.File;
        writer.Line($"/// <summary>The woven twin of <c>{Escaped(signature.Id)}</c>: entered by woven callers, and by a run's start.</summary>");
        writer.Line(TypeFile.Hidden);
        if (baseCases.Count == 0 && !dispatch.IsVirtual)
        {
            writer.Open(twin);
        }
        else
        {
            // A base case is decided where the call stands: most calls of a recursion are leaves.
            var arguments = string.Join(", ", signature.Parameters.Select(static p => p.Passed).Prepend(function.Names.Context));
            if (!dispatch.IsVirtual)
                writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
            writer.Open(twin);
            writer.Map(file).Write(baseCases).Unmap();
            writer.Line($"{(signature.ResultType == "void" ? "" : "return ")}{signature.Unique}__deep{signature.Generics}({arguments});");
            writer.Close();
            writer.Line();
            writer.Line(dispatch.IsVirtual ? "/// <summary>The body, which no slot leads away from.</summary>" : "/// <summary>The whole body, for calls that are no base case.</summary>");
            writer.Line(TypeFile.Hidden);
            writer.Open($"{(dispatch.IsVirtual ? "private" : signature.Accessibility)} {returns} {signature.Unique}__deep{signature.Generics}({parameters}){signature.Clauses}");
        }
        writer.Map(file).Write(new EntryLowering(function).Body()).Unmap();
        writer.Close();
    }

    static void Resume(SourceWriter writer, FunctionModel function, CutText text)
    {
        var signature = function.Signature;
        writer.Line("/// <summary>Goes on from the cut in the frame: entered by the engine only. Each block jumps on to the statement that holds the cut.</summary>");
        writer.Open($"{Private(signature)}{Static(signature)}{signature.ResultType} {signature.Unique}__resume{signature.Generics}({Context} {function.Names.Context}, {text.Frame} {function.Names.Frame}){signature.Clauses}");
        writer.Map(signature.Context.File).Write(new ResumeLowering(function).Body()).Unmap();
        if (signature.ResultType != "void" && function.Body.Nodes[function.Body.Nodes.Count - 1] is not (ReturnNode or TailCallNode))
            writer.Line("throw new global::System.InvalidOperationException(\"A resumed function ran past its end.\");");
        writer.Close();
    }

    static void Capture(SourceWriter writer, FunctionModel function, CutText text, Cut cut)
    {
        var signature = function.Signature;
        var variables = cut.Contract.Select(i => function.Variables[i]).ToList();
        var saves = variables.Count == 0 ? "nothing" : string.Join(", ", variables.Select(static v => v.Name));
        writer.Line($"/// <summary>Cut {cut.Number}, <c>{Escaped(cut.Id)}</c>, line {cut.Line}: saves {Escaped(saves)}.</summary>");
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        var parameters = variables.Select(static v => $"{v.PassedType} {v.Name}").Prepend($"{Context} {function.Names.Context}");
        writer.Open($"{Private(signature)}{Static(signature)}{signature.ResultType} {text.Method(cut.Number)}({string.Join(", ", parameters)}){signature.Clauses}");
        var fields = variables.Select(static v => $"{v.Field} = {v.Save}");
        if (!signature.IsStatic)
            fields = fields.Prepend("self = this");
        writer.Line($"{function.Names.Context}.Save(new {text.Frame} {{ {string.Join(", ", fields.Prepend($"Cut = {cut.Number}"))} }});");
        if (signature.ResultType != "void")
            writer.Line("return default!;");
        writer.Close();
    }

    static void Frame(SourceWriter writer, FunctionModel function, CutText text)
    {
        var signature = function.Signature;
        var lines = function.Cuts.Select(c => new FrameEmitter.CutLine(c.Id, c.Anchor, [.. c.Contract.Select(i => function.Variables[i])])).ToList();
        writer.Line($"/// <summary>The saved activation of <c>{Escaped(signature.Id)}</c>.</summary>");
        writer.Line("[global::System.Diagnostics.StackTraceHidden]");
        writer.Open($"{Private(signature)}sealed class {text.Frame} : global::Weave.Execution.Frame{signature.Clauses}");
        FrameEmitter.Info(writer, signature, text.Frame, lines, Demands(function));
        FrameEmitter.Fields(writer, signature, Saved(function));
        writer.Line("public override global::Weave.Execution.FragmentFunction Function => Info;").Line();
        ResumeOverride(writer, function);
        writer.Line();
        FrameEmitter.Codec(writer, signature, lines);
        writer.Close();
    }

    /// <summary>What the descriptor says of the host it wants; nothing where it wants none.</summary>
    static string Demands(FunctionModel function)
    {
        var needs = function.Needs == 0 ? "" : $"Needs = (global::Weave.Capability){function.Needs}";
        var near = function.Near is null ? "" : $"Near = {FrameEmitter.Quoted(function.Near)}";
        return function.IsPlaced ? $" {{ {needs}{(needs.Length > 0 && near.Length > 0 ? ", " : "")}{near} }}" : "";
    }

    static void ResumeOverride(SourceWriter writer, FunctionModel function)
    {
        var signature = function.Signature;
        var self = signature.IsStatic ? "" : "self.";
        var start = $"{self}{(signature.Dispatch.IsVirtual ? signature.Unique + "__deep" : signature.Name + "__woven")}{signature.Generics}({string.Join(", ", signature.Parameters.Select((_, i) => function.Variables[i].Field).Prepend("ctx"))})";
        var resume = $"{self}{signature.Unique}__resume{signature.Generics}(ctx, this)";
        writer.Open($"public override void Resume({Context} ctx)");
        var inside = new HashSet<int>(CutsInside.Of(function.Body));
        var restarts = function.Cuts.Select(static c => c.Number).Where(c => !inside.Contains(c)).ToList();
        var again = restarts.Where(static c => c > 0).ToList();
        if (again.Count > 0)
            writer.Line($"if (Cut is {string.Join(" or ", again)})").Line("    ctx.Enter();");
        var atStart = again.Count == 0 ? "Cut == 0" : $"Cut is {string.Join(" or ", restarts)}";
        if (signature.ResultType == "void")
        {
            if (inside.Count == 0)
                writer.Line(start + ";");
            else
                writer.Line($"if ({atStart})").Line($"    {start};").Line("else").Line($"    {resume};");
            writer.Line("ctx.Return();");
        }
        else
        {
            writer.Line(inside.Count == 0 ? $"ctx.Return<{signature.ResultType}>({start});" : $"ctx.Return<{signature.ResultType}>({atStart} ? {start} : {resume});");
        }
        writer.Close();
    }

    static void Entry(SourceWriter writer, FunctionModel function, CutText text)
    {
        var signature = function.Signature;
        writer.Line("/// <summary>Calls of this type's fragment functions that a hub can start.</summary>");
        writer.Open("public static partial class Fragments");
        writer.Line($"/// <summary>A call of <c>{Escaped(signature.Id)}</c>, not made yet.</summary>");
        var fields = signature.Parameters.Select((p, i) => $"{function.Variables[i].Field} = {p.Name}");
        var self = "self";
        while (signature.Parameters.Any(p => p.Name == self))
            self += "_";
        if (!signature.IsStatic)
            fields = fields.Prepend($"self = {self}");
        writer.Line($"{signature.EntryAccessibility} static global::Weave.Execution.FragmentCall<{FrameEmitter.ResultArgument(signature)}> {signature.EntryName}{signature.Generics}"
            + $"({FrameEmitter.Parameters(signature, signature.IsStatic ? null : $"{signature.Context.SelfType} {self}")}){signature.Clauses} =>");
        writer.Line($"    new(new {text.Frame} {{ {string.Join(", ", fields)} }});");
        writer.Close();
    }

    internal static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
