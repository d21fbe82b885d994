using System.Diagnostics;
using System.Threading.Channels;

namespace Crm.Sdk.TestSupport;

/// <summary>
/// A child process that a test starts, listens to and kills without warning (SIGKILL), to prove what survives. Every wait is bounded; disposing kills
/// whatever still runs.
/// </summary>
/// <remarks>
/// Only whole lines count as said: what the child had begun to write when it was killed is in <see cref="TornLine"/>, so that half an acknowledgement is
/// never taken for one. The child blocks when it is <see cref="LineBuffer"/> lines ahead of the test.
/// </remarks>
public sealed class Child : IAsyncDisposable
{
    /// <summary>The bound of every wait that names none.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>How many unread lines of standard output are kept.</summary>
    public const int LineBuffer = 65_536;

    private const int ErrorLinesKept = 200;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(LineBuffer) { SingleReader = true, SingleWriter = true });
    private readonly Queue<string> _errors = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _output;
    private readonly Task _errorOutput;

    private Child(Process process)
    {
        _process = process;
        _output = ReadOutputAsync();
        _errorOutput = ReadErrorsAsync();
    }

    /// <summary>The operating system's id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What followed the last line end, once the output has ended: an unfinished line, or the empty text.</summary>
    public string TornLine { get; private set; } = string.Empty;

    /// <summary>The last lines of standard error.</summary>
    public string ErrorText
    {
        get
        {
            lock (_errors)
            {
                return string.Join(Environment.NewLine, _errors);
            }
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">A path, or a name on PATH.</param>
    /// <param name="arguments">One text an argument; nothing is parsed or quoted by a shell.</param>
    /// <param name="environment">Variables to set beside the inherited ones; null removes one.</param>
    /// <param name="workingFolder">Where it runs; the test's own folder when null.</param>
    public static Child Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = workingFolder ?? AppContext.BaseDirectory,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new Child(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>Starts a .NET program on the runtime that runs the tests.</summary>
    /// <param name="assembly">The path of its assembly, such as <see cref="RepositoryFolder.BuiltAssembly"/> gives.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="environment">Variables to set beside the inherited ones; null removes one.</param>
    public static Child StartDotNet(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Start(DotNetProgram(), ["exec", assembly, .. arguments], environment);

    /// <summary>The next line of standard output, or null when the output has ended.</summary>
    /// <exception cref="TimeoutException">None came within the limit.</exception>
    public async Task<string?> ReadLineAsync(TimeSpan? within = null)
    {
        TimeSpan limit = within ?? DefaultLimit;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            return await _lines.Reader.WaitToReadAsync(timeout.Token) && _lines.Reader.TryRead(out string? line) ? line : null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"Child {Id} wrote no line within {limit.TotalSeconds} s.{ErrorSuffix()}");
        }
    }

    /// <summary>Reads up to the first line that begins with a text, and returns that line.</summary>
    /// <exception cref="TimeoutException">A line took longer than the limit.</exception>
    /// <exception cref="EndOfStreamException">The output ended first.</exception>
    public async Task<string> ReadToLineAsync(string prefix, TimeSpan? within = null)
    {
        while (await ReadLineAsync(within) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"Child {Id} ended before it wrote a line that begins with '{prefix}'.{ErrorSuffix()}");
    }

    /// <summary>All further lines until the output ends, which it does when the process is gone.</summary>
    /// <exception cref="TimeoutException">A line took longer than the limit.</exception>
    public async Task<IReadOnlyList<string>> ReadToEndAsync(TimeSpan? within = null)
    {
        List<string> lines = [];
        while (await ReadLineAsync(within) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Writes a line to the child's standard input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ends the child's standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Kills the process, which gets no chance to tidy up, and waits until it is gone. What it wrote before can still be read.</summary>
    /// <exception cref="TimeoutException">The process was not gone within the limit.</exception>
    public async Task KillAsync(TimeSpan? within = null)
    {
        _process.Kill(); // SIGKILL on Unix, TerminateProcess on Windows; does nothing to a process that has exited
        await WaitForExitAsync(within);
    }

    /// <summary>Waits until the process ends by itself and returns its exit code (137 on Unix after a kill).</summary>
    /// <exception cref="TimeoutException">It went on running.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan? within = null)
    {
        TimeSpan limit = within ?? DefaultLimit;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"Child {Id} was still running after {limit.TotalSeconds} s.{ErrorSuffix()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await WaitForExitAsync();
        }

        await _disposed.CancelAsync();
        await Task.WhenAll(_output, _errorOutput).WaitAsync(DefaultLimit);
        _process.Dispose();
        _disposed.Dispose();
    }

    private static string DotNetProgram() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : "dotnet";

    private async Task ReadOutputAsync()
    {
        // Not StreamReader.ReadLineAsync: it hands out an unfinished last line like a whole one.
        var buffer = new char[4096];
        var unfinished = new System.Text.StringBuilder();
        try
        {
            int read;
            while ((read = await _process.StandardOutput.ReadAsync(buffer, _disposed.Token)) > 0)
            {
                int start = 0;
                for (int end; (end = Array.IndexOf(buffer, '\n', start, read - start)) >= 0; start = end + 1)
                {
                    unfinished.Append(buffer, start, end - start);
                    await _lines.Writer.WriteAsync(unfinished.ToString().TrimEnd('\r'), _disposed.Token);
                    unfinished.Clear();
                }

                unfinished.Append(buffer, start, read - start);
            }

            TornLine = unfinished.ToString();
            _lines.Writer.Complete();
        }
        catch (OperationCanceledException)
        {
            _lines.Writer.Complete(); // the test is over; a grandchild may still hold the pipe
        }
        catch (IOException e)
        {
            _lines.Writer.Complete(e);
        }
    }

    private async Task ReadErrorsAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync(_disposed.Token) is { } line)
            {
                lock (_errors)
                {
                    if (_errors.Count == ErrorLinesKept)
                    {
                        _errors.Dequeue();
                    }

                    _errors.Enqueue(line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private string ErrorSuffix() => ErrorText is { Length: > 0 } text ? $" Its standard error:{Environment.NewLine}{text}" : string.Empty;
}
