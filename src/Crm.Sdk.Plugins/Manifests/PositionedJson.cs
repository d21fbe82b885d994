using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Crm.Sdk.Plugins.Manifests;

/// <summary>A JSON value that knows where it stands in its file, which the framework's documents do not.</summary>
internal sealed class PositionedJson
{
    /// <summary>The depth at which reading stops: no manifest, schema or dependency file comes near.</summary>
    public const int MaxDepth = 32;

    private PositionedJson(JsonValueKind kind, string pointer, int line, int column)
    {
        Kind = kind;
        Pointer = pointer;
        Line = line;
        Column = column;
    }

    public JsonValueKind Kind { get; }

    /// <summary>The JSON pointer (RFC 6901); empty for the root.</summary>
    public string Pointer { get; }

    /// <summary>From 1 on.</summary>
    public int Line { get; }

    /// <summary>In bytes, from 1 on.</summary>
    public int Column { get; }

    /// <summary>The text of a string, or the digits of a number as they stand in the file.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>The members of an object, in their order in the file.</summary>
    public List<KeyValuePair<string, PositionedJson>> Members { get; } = [];

    /// <summary>The items of an array.</summary>
    public List<PositionedJson> Items { get; } = [];

    /// <summary>The member of that name, or null.</summary>
    public PositionedJson? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, PositionedJson> member in Members)
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The number as a 32-bit integer, where it is written as one.</summary>
    public int? Integer =>
        Kind == JsonValueKind.Number && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>Reads a whole file: strict JSON in UTF-8, with or without a byte order mark, without comments, trailing commas or doubled names.</summary>
    /// <exception cref="PositionedJsonException">It is something else.</exception>
    public static PositionedJson Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8))
        {
            throw new PositionedJsonException("the file is not in UTF-8", 1, 1);
        }

        var lines = new LineCounter(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read())
            {
                throw new PositionedJsonException("the file is empty", 1, 1);
            }

            PositionedJson root = Read(ref reader, ref lines, string.Empty);
            reader.Read(); // anything after the value is an error
            return root;
        }
        catch (JsonException e)
        {
            string what = utf8.TrimStart(" \t\r\n"u8).IsEmpty ? "the file is empty" : FirstSentence(e.Message);
            throw new PositionedJsonException(what, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // The reader refuses an escaped lone surrogate only when the text is asked for.
            (int line, int column) = lines.At((int)reader.TokenStartIndex);
            throw new PositionedJsonException("a text has half of a surrogate pair", line, column);
        }
    }

    /// <summary>A pointer's next step, escaped.</summary>
    public static string Step(string pointer, string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static PositionedJson Read(ref Utf8JsonReader reader, ref LineCounter lines, string pointer)
    {
        (int line, int column) = lines.At((int)reader.TokenStartIndex);
        PositionedJson node;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                node = new PositionedJson(JsonValueKind.Object, pointer, line, column);
                var names = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    (int nameLine, int nameColumn) = lines.At((int)reader.TokenStartIndex);
                    string name = reader.GetString()!;
                    if (!names.Add(name))
                    {
                        throw new PositionedJsonException($"'{Shorten(name)}' stands twice in one object", nameLine, nameColumn);
                    }

                    reader.Read();
                    node.Members.Add(new(name, Read(ref reader, ref lines, Step(pointer, name))));
                }

                return node;
            case JsonTokenType.StartArray:
                node = new PositionedJson(JsonValueKind.Array, pointer, line, column);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    node.Items.Add(Read(ref reader, ref lines, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{node.Items.Count}")));
                }

                return node;
            case JsonTokenType.String:
                return new PositionedJson(JsonValueKind.String, pointer, line, column) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new PositionedJson(JsonValueKind.Number, pointer, line, column) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True:
                return new PositionedJson(JsonValueKind.True, pointer, line, column);
            case JsonTokenType.False:
                return new PositionedJson(JsonValueKind.False, pointer, line, column);
            default:
                return new PositionedJson(JsonValueKind.Null, pointer, line, column);
        }
    }

    /// <summary>A text for messages, cut where it is long.</summary>
    internal static string Shorten(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, 57)}...";

    private static string FirstSentence(string message)
    {
        // The framework adds " LineNumber: … | BytePositionInLine: …", counted from 0; we give our own.
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }

    /// <summary>Turns rising byte offsets into lines and columns in one pass.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _line = 1;
        private int _lineStart;
        private int _seen;

        public (int Line, int Column) At(int offset)
        {
            for (; _seen < offset && _seen < _utf8.Length; _seen++)
            {
                if (_utf8[_seen] == (byte)'\n')
                {
                    _line++;
                    _lineStart = _seen + 1;
                }
            }

            return (_line, offset - _lineStart + 1);
        }
    }
}
