using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Weave.CodeFixes;

/// <summary>A fix of one place at a time. It is tried before it is offered, so it is offered only where it works; all places of a document are fixed one after the other.</summary>
public abstract class WeaveFix : CodeFixProvider
{
    private protected WeaveFix(string title, params DiagnosticDescriptor[] rules)
    {
        Title = title;
        FixableDiagnosticIds = [.. rules.Select(static r => r.Id)];
    }

    /// <summary>What the fix does; it is also what tells it from others.</summary>
    public string Title { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixDocumentAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (await FixAsync(new(context.Document, root, node, await SemanticsAsync(context.Document, context.CancellationToken).ConfigureAwait(false), context.CancellationToken)).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), Title), diagnostic);
        }
    }

    /// <summary>The document with the place fixed, or null if it cannot be.</summary>
    private protected abstract Task<Document?> FixAsync(FixSite site);

    async Task<Document?> FixDocumentAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        // Each place is marked, so that it is found again when those before it have been fixed.
        var marks = new Dictionary<SyntaxNode, SyntaxAnnotation>();
        foreach (var diagnostic in diagnostics.OrderBy(static d => d.Location.SourceSpan.Start))
            marks[root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)] = new SyntaxAnnotation();
        document = document.WithSyntaxRoot(root.ReplaceNodes(marks.Keys, (old, same) => same.WithAdditionalAnnotations(marks[old])));
        foreach (var mark in marks.Values)
        {
            root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            if (root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node)
                document = await FixAsync(new(document, root, node, await SemanticsAsync(document, context.CancellationToken).ConfigureAwait(false), context.CancellationToken)).ConfigureAwait(false) ?? document;
        }
        return document;
    }

    static async Task<SemanticModel> SemanticsAsync(Document document, CancellationToken cancel) => (await document.GetSemanticModelAsync(cancel).ConfigureAwait(false))!;
}
