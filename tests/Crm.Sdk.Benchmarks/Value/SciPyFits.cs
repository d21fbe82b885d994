using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Crm.Sdk.Value;

namespace Crm.Sdk.Benchmarks.Value;

/// <summary>The baseline of P19: a Python process that holds the same customers and fits them with SciPy when asked (<c>fit_rivals.py</c>). It times itself, so that no pipe counts.</summary>
internal sealed class SciPyFits : IDisposable
{
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private readonly Process _python;
    private readonly string _file;

    private SciPyFits(Process python, string file)
    {
        _python = python;
        _file = file;
    }

    /// <summary>Starts it; fails with what to install where SciPy is missing.</summary>
    public static async Task<SciPyFits> StartAsync(RepeatPurchases[] customers, string file)
    {
        double[] rows = new double[customers.Length * 3];
        for (int i = 0; i < customers.Length; i++)
        {
            (rows[3 * i], rows[(3 * i) + 1], rows[(3 * i) + 2]) = (customers[i].Frequency, customers[i].Recency, customers[i].Age);
        }

        await using (FileStream stream = File.Create(file))
        {
            stream.Write(MemoryMarshal.AsBytes<double>(rows));
        }

        string interpreter = Interpreters.FirstOrDefault(File.Exists) ?? Interpreters[^1];
        var python = Process.Start(new ProcessStartInfo(interpreter, [Path.Combine(AppContext.BaseDirectory, "Value", "fit_rivals.py"), file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await python.StandardOutput.ReadLineAsync() is not null
            ? new SciPyFits(python, file)
            : throw new InvalidOperationException("The rival of P19 did not start: it needs Python with NumPy and SciPy (Debian: python3-scipy).");
    }

    public async Task<(TimeSpan Elapsed, double[] Parameters, double LogLikelihood, int Evaluations)> FitAsync(string model)
    {
        await _python.StandardInput.WriteLineAsync($"fit {model}");
        await _python.StandardInput.FlushAsync();
        string answer = await _python.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The rival of P19 ended in the middle of a fit.");
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement root = json.RootElement;
        return (
            TimeSpan.FromMilliseconds(root.GetProperty("elapsedMs").GetDouble()),
            [.. root.GetProperty("parameters").EnumerateArray().Select(static p => p.GetDouble())],
            root.GetProperty("logLikelihood").GetDouble(),
            int.Parse(root.GetProperty("evaluations").GetRawText(), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _python.StandardInput.Close(); // its loop ends with its input
        _python.WaitForExit();
        _python.Dispose();
        File.Delete(_file);
    }
}
