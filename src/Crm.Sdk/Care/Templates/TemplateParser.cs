using System.Text.RegularExpressions;

namespace Crm.Sdk.Care;

/// <summary>Reads a template's text into parts, and refuses whatever is not a variable, a call, <c>if</c>, <c>unless</c>, <c>each</c> or a comment. Nothing else of the engine's language gets through.</summary>
/// <param name="text">The text.</param>
/// <param name="template">The template's name with language and part, for errors.</param>
internal sealed partial class TemplateParser(string text, string template)
{
    private const string Allowed = "a template has variables such as {{customer.name}}, calls of functions, {{#if}}, {{#unless}}, {{#each}} with {{else}}, and comments {{! … }}";

    private int _at;
    private int _line = 1;
    private int _tags;

    public IReadOnlyList<TemplateNode> Parse()
    {
        if (text.Length > TemplateLimits.MaxLength)
        {
            throw new TemplateException(CareErrorCodes.TemplateTooLarge, template, 0, $"it has {text.Length:N0} characters; {TemplateLimits.MaxLength:N0} are allowed.");
        }

        (IReadOnlyList<TemplateNode> nodes, Tag? end) = Parse(null, 0, 0);
        return end is null ? nodes : throw Syntax(end.Line, $"'{{{{{end.Content}}}}}' closes nothing that is open.");
    }

    /// <summary>Reads up to the tag that ends or divides the open block.</summary>
    private (IReadOnlyList<TemplateNode> Nodes, Tag? End) Parse(Tag? open, int depth, int loops)
    {
        List<TemplateNode> nodes = [];
        while (_at < text.Length)
        {
            int next = text.IndexOf("{{", _at, StringComparison.Ordinal);
            if (next < 0 || next > _at)
            {
                nodes.Add(new TemplateNode.Literal(Advance(next < 0 ? text.Length : next)));
                continue;
            }

            Tag tag = Next();
            if (tag.IsComment)
            {
                continue;
            }

            if (tag.Content == "else" || tag.Content.StartsWith('/'))
            {
                return (nodes, tag);
            }

            nodes.Add(tag.Content.StartsWith('#') ? Block(tag, depth + 1, loops) : Value(tag));
        }

        return open is null ? (nodes, null) : throw Syntax(open.Line, $"'{{{{{open.Content}}}}}' is not closed.");
    }

    private TemplateNode.Block Block(Tag open, int depth, int loops)
    {
        string[] words = open.Content[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        TemplateBlock kind = words switch
        {
            ["if", ..] => TemplateBlock.If,
            ["unless", ..] => TemplateBlock.Unless,
            ["each", ..] => TemplateBlock.Each,
            _ => throw Syntax(open.Line, $"there is no block '{{{{{open.Content}}}}}'; {Allowed}."),
        };
        if (words.Length != 2)
        {
            throw Syntax(open.Line, $"'{{{{{open.Content}}}}}': a block takes one variable, as in {{{{#{words[0]} customer.name}}}}.");
        }

        loops += kind == TemplateBlock.Each ? 1 : 0;
        if (depth > TemplateLimits.MaxDepth || loops > TemplateLimits.MaxLoops)
        {
            throw new TemplateException(
                CareErrorCodes.TemplateTooLarge, template, open.Line, $"blocks are nested at most {TemplateLimits.MaxDepth} deep, {TemplateLimits.MaxLoops} of them {{{{#each}}}}.");
        }

        TemplatePath path = Path(words[1], open.Line);
        (IReadOnlyList<TemplateNode> body, Tag? end) = Parse(open, depth, loops);
        IReadOnlyList<TemplateNode>? otherwise = null;
        TemplateTrim divided = default;
        if (end is { Content: "else" })
        {
            divided = end.Trim;
            (otherwise, end) = Parse(open, depth, loops);
        }

        return end!.Content == $"/{words[0]}"
            ? new TemplateNode.Block(kind, path, body, otherwise, open.Trim, divided, end.Trim, open.Line)
            : throw Syntax(end.Line, $"'{{{{{end.Content}}}}}' stands where '{{{{/{words[0]}}}}}' closes the block of line {open.Line}.");
    }

    private TemplateNode.Value Value(Tag tag)
    {
        List<(string Text, bool IsQuoted)> words = [.. Words(tag)];
        if (words.Count == 0 || words[0].IsQuoted)
        {
            throw Syntax(tag.Line, $"'{{{{{tag.Content}}}}}' names no variable; {Allowed}.");
        }

        if (words.Count - 1 > TemplateLimits.MaxArguments)
        {
            throw Syntax(tag.Line, $"a call takes at most {TemplateLimits.MaxArguments} operands.");
        }

        TemplateOperand[] operands = [.. words.Skip(1).Select(word => word.IsQuoted || Number().IsMatch(word.Text)
            ? new TemplateOperand(null, word.Text)
            : new TemplateOperand(Path(word.Text, tag.Line), null))];
        return new TemplateNode.Value(Path(words[0].Text, tag.Line), operands, tag.Trim, tag.Line);
    }

    /// <summary>The words of a tag; texts in quotes are one word without them.</summary>
    private IEnumerable<(string Text, bool IsQuoted)> Words(Tag tag)
    {
        string content = tag.Content;
        for (int i = 0; i < content.Length;)
        {
            if (content[i] is ' ')
            {
                i++;
            }
            else if (content[i] is '"' or '\'')
            {
                int end = content.IndexOf(content[i], i + 1);
                if (end < 0)
                {
                    throw Syntax(tag.Line, $"a quote in '{{{{{content}}}}}' is not closed.");
                }

                yield return (content[(i + 1)..end], true);
                i = end + 1;
            }
            else
            {
                int end = content.IndexOf(' ', i);
                end = end < 0 ? content.Length : end;
                yield return (content[i..end], false);
                i = end;
            }
        }
    }

    private TemplatePath Path(string written, int line)
    {
        string name = written;
        int up = 0;
        for (; name.StartsWith("../", StringComparison.Ordinal); up++)
        {
            name = name[3..];
        }

        name = name.StartsWith("this.", StringComparison.Ordinal) ? name[5..] : name;
        return Name().IsMatch(name) ? new TemplatePath(up, name) : throw Syntax(line, $"'{written}' is no name; {Allowed}.");
    }

    /// <summary>Reads the tag that begins here.</summary>
    private Tag Next()
    {
        int line = _line;
        if (++_tags > TemplateLimits.MaxTags)
        {
            throw new TemplateException(CareErrorCodes.TemplateTooLarge, template, line, $"it has more than {TemplateLimits.MaxTags:N0} tags.");
        }

        if (_at > 0 && text[_at - 1] == '\\')
        {
            throw Syntax(line, "a backslash stands before '{{'; put a blank between.");
        }

        if (text.AsSpan(_at).StartsWith("{{{"))
        {
            throw Syntax(line, "'{{{' stands there: values are always encoded; write two braces, and a blank between '{' and '{{'.");
        }

        bool isLong = text.AsSpan(_at).StartsWith("{{!--");
        bool isComment = isLong || text.AsSpan(_at).StartsWith("{{!");
        string close = isLong ? "--}}" : "}}";
        int end = text.IndexOf(close, _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Syntax(line, $"a tag is not closed with '{close}'.");
        }

        string content = Advance(end + close.Length)[2..^2];
        if (_at < text.Length && text[_at] == '}')
        {
            throw Syntax(line, "'}}}' stands there; put a blank between '}}' and '}'.");
        }

        bool before = content.StartsWith('~'), behind = content.Length > 1 && content.EndsWith('~');
        string inner = content[(before ? 1 : 0)..^(behind ? 1 : 0)].ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return new Tag(inner, isComment, new TemplateTrim(before, behind), line);
    }

    private string Advance(int to)
    {
        string passed = text[_at..to];
        _line += passed.AsSpan().Count('\n');
        _at = to;
        return passed;
    }

    private TemplateException Syntax(int line, string message) => new(CareErrorCodes.TemplateSyntax, template, line, message);

    [GeneratedRegex(@"\A(@index|@first|@last|[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed record Tag(string Content, bool IsComment, TemplateTrim Trim, int Line);
}
