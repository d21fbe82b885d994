using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Xunit.Sdk;

namespace Crm.Sdk.TestSupport;

/// <summary>
/// Servers that tests talk to. One that is not there is a skip with its reason, except where <c>CRM_TEST_REQUIRE</c> names it (a list such as
/// <c>postgres,smtp,browser</c>): then it is a failure. Call it first in a <c>[SkippableFact]</c>.
/// </summary>
public static class RequiredServer
{
    /// <summary>The environment variable that lists the servers whose absence fails.</summary>
    public const string Variable = "CRM_TEST_REQUIRE";

    public const string Postgres = "postgres";
    public const string Smtp = "smtp";
    public const string Browser = "browser";

    private static readonly string[] Known = [Postgres, Smtp, Browser];
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"]; // a distribution's packages belong to its own Python
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>The connection string of the PostgreSQL server that PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE name, as <c>pg_virtualenv</c> sets them.</summary>
    /// <remarks>It has been reached when this returns. The database is everybody's: tests make one of their own.</remarks>
    public static async Task<string> PostgreSqlAsync()
    {
        string? host = Environment.GetEnvironmentVariable("PGHOST");
        if (string.IsNullOrEmpty(host))
        {
            SkipOrFail(Postgres, "PGHOST is not set. Run under `pg_virtualenv -o fsync=off`, or set PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.");
        }

        string port = Environment.GetEnvironmentVariable("PGPORT") is { Length: > 0 } text ? text : "5432";
        if (await WhyUnreachableAsync(host!, int.Parse(port, CultureInfo.InvariantCulture)) is { } reason)
        {
            SkipOrFail(Postgres, $"no PostgreSQL server answers at {host}:{port}: {reason}");
        }

        return PostgreSqlConnection(Environment.GetEnvironmentVariable);
    }

    /// <summary>The Python that has aiosmtpd, of which tests make mail servers.</summary>
    public static async Task<string> SmtpAsync()
    {
        foreach (string python in Pythons)
        {
            if (await HasAsync(python, "aiosmtpd"))
            {
                return python;
            }
        }

        throw Missing(Smtp, "no Python with aiosmtpd is here. Install python3-aiosmtpd.");
    }

    /// <summary>Ends the test as skipped, or as failed where <see cref="Variable"/> names the server.</summary>
    /// <param name="server"><see cref="Postgres"/>, <see cref="Smtp"/> or <see cref="Browser"/>.</param>
    /// <param name="reason">What is missing, and how to have it.</param>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void SkipOrFail(string server, string reason) => throw Missing(server, reason);

    internal static IReadOnlySet<string> Required(string? list)
    {
        var names = new HashSet<string>((list ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal);
        return names.IsSubsetOf(Known)
            ? names
            : throw new FormatException($"{Variable} lists {string.Join(", ", Known)}, not '{list}'.");
    }

    private static Exception Missing(string server, string reason) => Required(Environment.GetEnvironmentVariable(Variable)).Contains(server)
        ? new XunitException($"{Variable} names {server}, but {reason}")
        : new Xunit.SkipException($"Needs {server}: {reason}");

    internal static string PostgreSqlConnection(Func<string, string?> read)
    {
        var connection = new DbConnectionStringBuilder();
        Add("Host", "PGHOST");
        Add("Port", "PGPORT");
        Add("Username", "PGUSER");
        Add("Password", "PGPASSWORD");
        Add("Database", "PGDATABASE");
        return connection.ConnectionString;

        void Add(string key, string variable)
        {
            if (read(variable) is { Length: > 0 } value)
            {
                connection[key] = value;
            }
        }
    }

    private static async Task<bool> HasAsync(string python, string module)
    {
        try
        {
            await using Child child = Child.Start(python, ["-c", $"import {module}"]);
            return await child.WaitForExitAsync() == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }

    private static async Task<string?> WhyUnreachableAsync(string host, int port)
    {
        if (host.StartsWith('/'))
        {
            string socket = Path.Combine(host, string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{port}"));
            return File.Exists(socket) ? null : $"there is no socket {socket}";
        }

        using var limit = new CancellationTokenSource(ConnectLimit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return $"it did not accept a connection within {ConnectLimit.TotalSeconds} s";
        }
    }
}
