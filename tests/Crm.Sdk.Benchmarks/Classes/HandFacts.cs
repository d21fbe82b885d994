using Crm.Sdk.BenchmarkRules;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>The baseline of P8: loops over plain arrays of the same facts, written by hand.</summary>
internal sealed class HandFacts
{
    public HandFacts(FactTable table)
    {
        Spend = table.Find(Crm.Sdk.Classification.Facts.NetSpend(Trailing.Ever))!.Int64Values.ToArray();
        Days = table.Find(Crm.Sdk.Classification.Facts.DaysSinceLastOrder)!.Int32Values.ToArray();
    }

    public long[] Spend { get; }

    public int[] Days { get; }

    public byte[][] Classify()
    {
        byte[][] labels = new byte[TenRules.Count][];
        for (int rule = 0; rule < labels.Length; rule++)
        {
            byte[] of = labels[rule] = new byte[Spend.Length];
            long high = TenRules.HighFrom(rule), middle = TenRules.MiddleFrom(rule);
            int limit = TenRules.LowAfterDays(rule);
            long[] spend = Spend;
            int[] days = Days;
            for (int row = 0; row < of.Length; row++)
            {
                of[row] = days[row] == FactColumn.UndefinedInt32 || spend[row] == FactColumn.UndefinedInt64 ? TenRules.None
                    : days[row] > limit ? (byte)2 : spend[row] >= high ? (byte)0 : spend[row] >= middle ? (byte)1 : (byte)2;
            }
        }

        return labels;
    }
}
