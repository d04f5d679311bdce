global using System.Collections.Immutable;
global using Auditor.Core.Inventory;
global using Auditor.Testing.FakeAws.Estate;
