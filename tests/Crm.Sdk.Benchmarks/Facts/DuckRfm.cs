using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>The rival of P5: a process that holds the same orders in DuckDB and scores them when asked (<c>rfm_rival.cjs</c>). It times itself, so that no pipe counts.</summary>
internal sealed class DuckRfm : IDisposable
{
    private readonly Process _node;

    private DuckRfm(Process node) => _node = node;

    /// <summary>Starts it; fails with what to install where DuckDB is missing.</summary>
    /// <param name="file">A CSV file of orders.</param>
    public static async Task<DuckRfm> StartAsync(string file)
    {
        const string Missing = "The rival of P5 did not start: it needs Node.js and DuckDB's package (npm install @duckdb/node-api), and NODE_PATH that names the node_modules in which the package lies.";
        try
        {
            var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Facts", "rfm_rival.cjs"), file])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            string ready = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(Missing);
            Console.WriteLine($"DuckDB is {ready}");
            return new DuckRfm(node);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException(Missing, error);
        }
    }

    /// <summary>Scores all customers: the time, and what each class of scores sums up to.</summary>
    public async Task<(TimeSpan Elapsed, string[] Classes)> ScoreAsync(AsOf asOf)
    {
        await _node.StandardInput.WriteLineAsync(asOf.Instant.ToUnixMicroseconds().ToString(CultureInfo.InvariantCulture));
        await _node.StandardInput.FlushAsync();
        string answer = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The rival of P5 ended in the middle of a query.");
        using JsonDocument json = JsonDocument.Parse(answer);
        return (
            TimeSpan.FromMilliseconds(json.RootElement.GetProperty("elapsedMs").GetDouble()),
            [.. json.RootElement.GetProperty("classes").EnumerateArray().Select(static row => row.GetString()!)]);
    }

    public void Dispose()
    {
        _node.StandardInput.Close(); // its loop ends with its input
        _node.WaitForExit();
        _node.Dispose();
    }
}
