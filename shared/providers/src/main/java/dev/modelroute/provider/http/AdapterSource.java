package dev.modelroute.provider.http;

import dev.modelroute.core.provider.ProviderAdapter;
import java.util.List;

/**
 * A folder that brings more than one adapter, as bean; a folder with one just makes that a bean.
 * Either is found wherever it lies: no list anywhere names it.
 */
public interface AdapterSource {
  List<ProviderAdapter> adapters();
}
