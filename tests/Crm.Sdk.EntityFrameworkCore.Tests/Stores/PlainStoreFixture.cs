namespace Crm.Sdk.EntityFrameworkCore.Tests;

public sealed class PlainStoreFixture : FileStoreFixture
{
    protected override RelationalStore Open(string path) => new PlainSqliteStore(path);
}
