using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// The text of copied code: comments and line breaks kept, preprocessor directives dropped, indentation relative to its first line.
/// Line breaks inside a token (raw and verbatim strings) are marked, so that nobody indents a string's content.
/// </summary>
static class SliceText
{
    /// <summary>Stands for a line break inside a token until the text is written.</summary>
    public const char TokenNewLine = '\uFFFE';

    public static string Of(SyntaxNode node, int indent)
    {
        var text = new StringBuilder();
        var first = node.GetFirstToken();
        var last = node.GetLastToken();
        var statement = node is StatementSyntax;
        foreach (var token in node.DescendantTokens())
        {
            if (token != first || statement)
                Append(text, token.LeadingTrivia);
            text.Append(token.Text.Replace("\r\n", "\n").Replace('\n', TokenNewLine));
            if (token != last || statement)
                Append(text, token.TrailingTrivia);
        }
        return Dedent(text.ToString().Trim(), indent);
    }

    /// <summary>How far the line is indented on which <paramref name="node"/> starts.</summary>
    public static int IndentOf(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetText().Lines;
        var line = lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Length - line.TrimStart().Length;
    }

    /// <summary>The line, 1-based, on which the text of a node of source begins: a statement begins with the comments before it.</summary>
    public static int LineOf(SyntaxNode node)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        if (node is not StatementSyntax)
            return line;
        var before = new StringBuilder();
        Append(before, node.GetFirstToken().LeadingTrivia);
        return line - before.ToString().TrimStart().Count(static c => c == '\n');
    }

    /// <summary>The tokens alone, one space between them: what an anchor hashes.</summary>
    public static string Normalized(SyntaxNode node) => string.Join(" ", node.DescendantTokens().Select(static t => t.Text));

    static void Append(StringBuilder text, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            switch (piece.Kind())
            {
                case SyntaxKind.WhitespaceTrivia:
                case SyntaxKind.EndOfLineTrivia:
                case SyntaxKind.SingleLineCommentTrivia:
                    text.Append(piece.ToString().Replace("\r\n", "\n"));
                    break;
                case SyntaxKind.MultiLineCommentTrivia:
                    text.Append(piece.ToString().Replace("\r\n", "\n"));
                    break;
                default:
                    // What is dropped keeps its lines, so that those below have the source's numbers.
                    text.Append('\n', piece.ToFullString().Count(static c => c == '\n'));
                    break;
            }
        }
    }

    static string Dedent(string text, int indent)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            var strip = 0;
            while (i > 0 && strip < indent && strip < line.Length && line[strip] == ' ')
                strip++;
            lines[i] = line.Substring(strip);
        }
        return string.Join("\n", lines);
    }
}
