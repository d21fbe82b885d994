using System.Text;

namespace Crm.Sdk.Care;

/// <summary>Takes text up to a length and then refuses: a loop cannot fill memory.</summary>
internal sealed class CappedWriter(int capacity) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Require(1);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Require(buffer.Length);
        _text.Append(buffer);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override string ToString() => _text.ToString();

    private void Require(int more)
    {
        if (_text.Length + more > capacity)
        {
            throw new TemplateOverflowException();
        }
    }
}
