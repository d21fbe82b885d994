using System.Globalization;
using System.Text;

namespace Crm.Sdk.Conformance;

/// <summary>What one run of a law showed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Law">The law's name.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Seed">Brings the same random cases back.</param>
/// <param name="Size">About how many operations or cases were tried.</param>
/// <param name="Message">What broke it, or why it does not apply; null where it held.</param>
/// <param name="Trace">The calls and answers that lead there, as few as were found; empty where it held.</param>
public sealed record LawResult(string Law, LawOutcome Outcome, ulong Seed, int Size, string? Message, ValueList<string> Trace)
{
    /// <summary>The result for people: name, message, trace, and how to see it again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Law}: {Outcome switch { LawOutcome.Held => "held", LawOutcome.Broken => "BROKEN", _ => "does not apply" }}");
        if (Message is not null)
        {
            text.Append(": ").Append(Message);
        }

        if (Outcome == LawOutcome.Broken)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"Seed {Seed}, size {Size} show it again. What was called and answered:");
            foreach (string line in Trace)
            {
                text.AppendLine().Append("  ").Append(line);
            }
        }

        return text.ToString();
    }
}
