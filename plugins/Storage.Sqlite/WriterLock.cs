using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>
/// The right to write a database: an operating system's lock on <c>FILE.writer</c>, with the holder's process id inside. The system lets go of it when
/// the process ends in whatever way, so no stale lock can remain. The file itself stays; an empty one means that the last writer ended cleanly.
/// </summary>
internal sealed partial class WriterLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private WriterLock(FileStream file, bool lastWriterStoppedUncleanly)
    {
        _file = file;
        LastWriterStoppedUncleanly = lastWriterStoppedUncleanly;
    }

    /// <summary>Whether the writer before this one did not close the store.</summary>
    public bool LastWriterStoppedUncleanly { get; }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="CrmException">CRM2012: another process kept it for the whole wait. CRM2014: the file cannot be made.</exception>
    public static async Task<WriterLock> AcquireAsync(string database, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        string path = database + ".writer";
        long start = time.GetTimestamp();
        while (true)
        {
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            if (time.GetElapsedTime(start) >= wait)
            {
                string holder = HolderOf(path) is { } pid ? $"process {pid}" : "another process";
                throw new CrmException(
                    StorageErrorCodes.StoreBusy,
                    string.Create(CultureInfo.InvariantCulture, $"'{database}' is being written by {holder}, which did not let go within {wait.TotalSeconds:0.#} s. Wait until it has ended, or end it; reading works meanwhile."));
            }

            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lock up and marks the end as clean.</summary>
    public void Dispose() => Release(clean: true);

    /// <summary>Gives the lock up.</summary>
    /// <param name="clean">Whether the next writer may trust the file without a look.</param>
    public void Release(bool clean)
    {
        if (clean)
        {
            _file.SetLength(0);
        }

        _file.Dispose();
    }

    private static WriterLock? TryAcquire(string path)
    {
        FileStream file;
        try
        {
            // Exclusive on Unix (flock); on Windows others may still read the process id, but not open it for writing.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None, bufferSize: 0);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{path}' cannot be made, so the database cannot be written: {error.Message}", error);
        }
        catch (IOException)
        {
            return null; // locked by another writer
        }

        bool unclean = file.Length > 0;
        byte[] holder = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        file.Write(holder); // over what stands there and never empty in between: a kill at this point must not look like a clean end
        file.SetLength(holder.Length);
        file.Flush(flushToDisk: true);
        return new WriterLock(file, unclean);
    }

    private static string? HolderOf(string path)
    {
        try
        {
            using SafeFileHandle handle = OpenIgnoringLocks(path);
            Span<byte> text = stackalloc byte[32];
            int read = handle.IsInvalid ? 0 : RandomAccess.Read(handle, text, 0);
            return int.TryParse(text[..read].Trim("\n "u8), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                ? pid.ToString(CultureInfo.InvariantCulture) + NameOf(pid)
                : null;
        }
        catch (IOException)
        {
            return null; // gone meanwhile
        }
    }

    private static string NameOf(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return $" ({process.ProcessName})";
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return string.Empty; // of another machine or container, or ended meanwhile
        }
    }

    /// <summary>On Unix .NET takes a lock for every open file, which the writer's forbids; the plain system call does not.</summary>
    private static SafeFileHandle OpenIgnoringLocks(string path) => OperatingSystem.IsWindows()
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        : new SafeFileHandle(OpenUnix(path, flags: 0), ownsHandle: true);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenUnix(string path, int flags);
}
