using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Waits with <c>Durable.Delay</c> instead of <c>Task.Delay</c> or, in an async function, <c>Thread.Sleep</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DurableDelayFix)), Shared]
public sealed class DurableDelayFix() : WeaveFix("Wait with Durable.Delay", Rules.Blocking, Rules.ForgottenDelay)
{
    private protected override Task<Document?> FixAsync(FixSite site) => Task.FromResult(Fix(site));

    static Document? Fix(FixSite site)
    {
        // A delay that a token ends early has no durable form.
        if (site.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call || site.Function is not { } function || !function.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || site.Semantics.GetSymbolInfo(call, site.Cancel).Symbol is not IMethodSymbol method || Time(arguments[0].Expression, site) is not { } time)
        {
            return null;
        }
        var delay = SyntaxFactory.ParseExpression($"{site.NameOf("Weave", "Durable")}.Delay({time})");
        return (method.Name, method.ContainingType.ToDisplayString()) switch
        {
            ("Sleep", "System.Threading.Thread") when call.Parent is ExpressionStatementSyntax =>
                site.Replace(call, SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), delay).WithTriviaFrom(call)),
            ("Delay", "System.Threading.Tasks.Task") when Awaits.Around(call) is not null => site.Replace(call, delay.WithTriviaFrom(call)),
            _ => null,
        };
    }

    /// <summary>The time as a <c>TimeSpan</c>; null if it has no end.</summary>
    static string? Time(ExpressionSyntax time, FixSite site)
    {
        if (site.Semantics.GetTypeInfo(time, site.Cancel).Type is not { } type)
            return null;
        if (type.ToDisplayString() == "System.TimeSpan")
            return time.ToString();
        if (type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte) || site.Semantics.GetConstantValue(time, site.Cancel) is { HasValue: true, Value: < 0 })
            return null;
        return $"{site.NameOf("System", "TimeSpan")}.FromMilliseconds({time})";
    }
}
