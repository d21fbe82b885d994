using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Tasks;

/// <summary>Writes content lines of iCalendar (RFC 5545, 3.1): escaped, folded at 75 octets between characters, ended by CR LF.</summary>
internal sealed class CalendarWriter(Stream output) : IAsyncDisposable
{
    private const int MaxOctets = 75;
    private const int FlushAt = 64 * 1024;

    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private readonly StringBuilder _text = new();

    /// <summary>Writes a line whose value is no text: nothing is escaped.</summary>
    public void Line(string name, string value) => Fold($"{name}:{value}");

    /// <summary>Writes a line whose value is text, or nothing where there is none.</summary>
    public void Text(string name, string? text)
    {
        if (text is not null)
        {
            Fold($"{name}:{Escape(text)}");
        }
    }

    /// <summary>Writes a line of a moment in UTC; iCalendar keeps whole seconds.</summary>
    public void Moment(string name, Instant at) => Line(name, Of(at));

    public static string Of(Instant at) => Local.Format(at.InUtc().LocalDateTime) + "Z";

    public static string Of(LocalDateTime local) => Local.Format(local);

    public static string Of(LocalDate day) => Date.Format(day);

    /// <summary>A span as DUR-VALUE: weeks are not used, days and seconds are.</summary>
    public static string Of(Duration span)
    {
        string sign = span < Duration.Zero ? "-" : string.Empty;
        long seconds = Math.Abs((long)span.TotalSeconds);
        return seconds != 0 && seconds % 86_400 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}P{seconds / 86_400}D")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}PT{seconds}S");
    }

    /// <summary>Gives what was written to the stream once it is much.</summary>
    public async ValueTask RelieveAsync(CancellationToken cancellationToken)
    {
        if (_text.Length >= FlushAt)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await FlushAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>TEXT (3.3.11): backslash, semicolon, comma and line feed are escaped; other control characters but the tab cannot be written and are left out.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\r' => i + 1 < text.Length && text[i + 1] == '\n' ? escaped : escaped.Append("\\n"),
                '\n' => escaped.Append("\\n"),
                < ' ' and not '\t' or '\u007f' => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private void Fold(string line)
    {
        int octets = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                _text.Append("\r\n ");
                octets = 1; // the blank that continues a line counts
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.Clear();
        await output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }
}
