using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;

namespace Weave.CodeFixes;

/// <summary>Uses the step's own key where a text is made of a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IdempotencyKeyFix)), Shared]
public sealed class IdempotencyKeyFix() : WeaveFix("Use Durable.IdempotencyKey", Rules.ChangingKey)
{
    private protected override Task<Document?> FixAsync(FixSite site)
    {
        var key = SyntaxFactory.ParseExpression(site.NameOf("Weave", "Durable") + ".IdempotencyKey");
        Document? changed = site.Node switch
        {
            { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Parent: InvocationExpressionSyntax text } member } when member.Expression == site.Node => site.Replace(text, key.WithTriviaFrom(text)),
            { Parent: InterpolationSyntax hole } => site.Replace(hole, hole.WithExpression(key).WithAlignmentClause(null).WithFormatClause(null)),
            _ => null,
        };
        return Task.FromResult(changed);
    }
}
