using Weave.Analyzer.Model;

namespace Weave.Generator.Emit;

/// <summary>Writes the file of one step: its woven twin, which only leaves a frame, and the frame that the engine executes.</summary>
public static class StepEmitter
{
    /// <summary>The generated file.</summary>
    public static string Emit(StepModel step) => TypeFile.Write(step.Signature.Context, writer =>
    {
        var signature = step.Signature;
        var frame = signature.Unique + "__frame" + signature.Generics;
        var assignments = step.Arguments.Select((v, i) => $"{v.Field} = {signature.Parameters[i].Name}");
        if (!signature.IsStatic)
            assignments = assignments.Prepend("self = this");
        var context = "ctx";
        while (signature.Parameters.Any(p => p.Name == context))
            context += "_";
        var initializer = string.Join(", ", assignments);
        writer.Line($"/// <summary>The woven twin of the step <c>{FunctionEmitter.Escaped(signature.Id)}</c>: leaves its frame to the engine, which executes the step and keeps the outcome.</summary>");
        writer.Line(TypeFile.Hidden);
        var isStatic = signature.IsStatic ? "static " : "";
        writer.Open($"{signature.Accessibility} {isStatic}{signature.ResultType} {signature.Name}__woven{signature.Generics}({FrameEmitter.Parameters(signature, $"{Analyzer.KnownNames.RunContext} {context}")}){signature.Clauses}");
        writer.Line($"{context}.Save(new {frame} {{ {initializer} }});");
        if (signature.ResultType != "void")
            writer.Line("return default!;");
        writer.Close();
        writer.Line();

        var lines = new[] { new FrameEmitter.CutLine(signature.Name, step.Anchor, step.Arguments) };
        writer.Line($"/// <summary>A call of the step <c>{FunctionEmitter.Escaped(signature.Id)}</c> that has no outcome yet.</summary>");
        writer.Open($"{(signature.Context.IsInterface ? "private " : "")}sealed class {frame} : global::Weave.Execution.StepFrame<{FrameEmitter.ResultArgument(signature)}>{signature.Clauses}");
        FrameEmitter.Info(writer, signature, frame, lines);
        FrameEmitter.Fields(writer, signature, step.Arguments);
        writer.Line("public override global::Weave.Execution.FragmentFunction Function => Info;").Line();
        writer.Line($"public override int Retries => {step.Retries};").Line();
        writer.Line($"public override int RetryDelay => {step.RetryDelay};").Line();
        Execute(writer, step);
        writer.Line();
        FrameEmitter.Codec(writer, signature, lines);
        writer.Close();
        writer.Line();
        FrameEmitter.Register(writer, signature, frame);
    });

    static void Execute(SourceWriter writer, StepModel step)
    {
        var signature = step.Signature;
        var self = signature.IsStatic ? "" : "self.";
        var call = $"{self}{signature.EscapedName}{signature.Generics}({string.Join(", ", step.Arguments.Select(static v => v.Field))})";
        var header = $"global::System.Threading.Tasks.ValueTask<{FrameEmitter.ResultArgument(signature)}> ExecuteAsync()";
        if (signature.ResultType != "void")
        {
            var value = signature.ReturnType.StartsWith("global::System.Threading.Tasks.ValueTask<", StringComparison.Ordinal) ? call : $"new({call})";
            writer.Line($"public override {header} => {value};");
            return;
        }
        writer.Open($"public override {(signature.IsAsync ? "async " : "")}{header}");
        writer.Line(signature.IsAsync ? $"await {call}.ConfigureAwait(false);" : $"{call};");
        writer.Line("return default;");
        writer.Close();
    }
}
