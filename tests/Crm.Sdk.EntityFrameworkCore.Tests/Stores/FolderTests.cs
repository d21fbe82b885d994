using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Tests with a folder of their own, which goes with them. xunit 2 disposes of a test class by <see cref="IAsyncLifetime"/>, not by <see cref="IAsyncDisposable"/>.</summary>
public abstract class FolderTests : IAsyncLifetime, IAsyncDisposable
{
    protected TempFolder Folder { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
