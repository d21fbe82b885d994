using System.Text;

namespace Crm.Sdk.Cli.Output;

/// <summary>Keeps control characters of stored or imported texts from reaching the terminal.</summary>
internal static class ConsoleText
{
    public static string Plain(string text)
    {
        if (!text.Any(static c => char.IsControl(c) && c != '\n'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(char.IsControl(c) && c != '\n' ? '�' : c);
        }

        return plain.ToString();
    }
}
