using System.Text;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

/// <summary>Reads a calendar by the grammar of RFC 5545 and refuses what breaks it: line ends, folding, nesting, characters.</summary>
internal sealed class CalendarReader
{
    private CalendarReader(IReadOnlyList<CalendarPart> parts) => Parts = parts;

    /// <summary>The components, the outermost first.</summary>
    public IReadOnlyList<CalendarPart> Parts { get; }

    public IEnumerable<CalendarPart> Of(string name) => Parts.Where(part => part.Name == name);

    public static CalendarReader Read(byte[] file)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        string[] physical = text[..^2].Split("\r\n");
        var lines = new List<string>();
        foreach (string line in physical)
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain(line, static c => c is '\r' or '\n' || (char.IsControl(c) && c != '\t'));
            if (line[0] == ' ')
            {
                lines[^1] += line[1..];
            }
            else
            {
                lines.Add(line);
            }
        }

        var open = new Stack<CalendarPart>();
        var all = new List<CalendarPart>();
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, $"'{line}' is no content line.");
            (string name, string value) = (line[..colon], line[(colon + 1)..]);
            switch (name)
            {
                case "BEGIN":
                    var part = new CalendarPart(value);
                    if (open.TryPeek(out CalendarPart? parent))
                    {
                        parent.Parts.Add(part);
                    }

                    all.Add(part);
                    open.Push(part);
                    break;
                case "END":
                    Assert.Equal(open.Pop().Name, value);
                    break;
                default:
                    open.Peek().Lines.Add((name, value));
                    break;
            }
        }

        Assert.Empty(open);
        Assert.Equal("VCALENDAR", all[0].Name);
        return new CalendarReader(all);
    }

    public static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] is 'n' or 'N' ? '\n' : text[i]);
        }

        return plain.ToString();
    }
}

/// <summary>One component with its lines and the components in it.</summary>
internal sealed class CalendarPart(string name)
{
    public string Name { get; } = name;

    public List<(string Name, string Value)> Lines { get; } = [];

    public List<CalendarPart> Parts { get; } = [];

    /// <summary>The value of the one line of a name, parameters included in the name; null where there is none.</summary>
    public string? this[string name] => Lines.SingleOrDefault(line => line.Name == name).Value;
}
