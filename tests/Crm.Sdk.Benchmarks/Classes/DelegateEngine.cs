using Crm.Sdk.BenchmarkRules;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>A baseline of P9: a customer's facts are a dictionary by name, a rule a list of conditions as delegates with what follows of them; the first that holds decides.</summary>
internal sealed class DelegateEngine
{
    private readonly List<(Func<Dictionary<string, object?>, bool> When, string Then)>[] _rules = [.. Enumerable.Range(0, TenRules.Count).Select(Make)];

    public byte[][] Classify(HandFacts facts)
    {
        byte[][] labels = [.. Enumerable.Range(0, TenRules.Count).Select(_ => new byte[facts.Spend.Length])];
        for (int row = 0; row < facts.Spend.Length; row++)
        {
            var customer = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["spend"] = facts.Spend[row] == FactColumn.UndefinedInt64 ? null : facts.Spend[row],
                ["days"] = facts.Days[row] == FactColumn.UndefinedInt32 ? null : facts.Days[row],
            };
            for (int rule = 0; rule < labels.Length; rule++)
            {
                labels[rule][row] = _rules[rule].First(each => each.When(customer)).Then switch
                {
                    "high" => 0,
                    "middle" => 1,
                    "low" => 2,
                    _ => TenRules.None,
                };
            }
        }

        return labels;
    }

    private static List<(Func<Dictionary<string, object?>, bool> When, string Then)> Make(int rule) =>
    [
        (static facts => facts["spend"] is null || facts["days"] is null, "none"),
        (facts => (int)facts["days"]! > TenRules.LowAfterDays(rule), "low"),
        (facts => (long)facts["spend"]! >= TenRules.HighFrom(rule), "high"),
        (facts => (long)facts["spend"]! >= TenRules.MiddleFrom(rule), "middle"),
        (static _ => true, "low"),
    ];
}
